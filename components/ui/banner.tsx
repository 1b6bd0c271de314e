import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const tones = {
  neutral: { Icon: Info, colour: 'text-muted' },
  positive: { Icon: CircleCheck, colour: 'text-positive' },
  warning: { Icon: TriangleAlert, colour: 'text-warning' },
  danger: { Icon: CircleAlert, colour: 'text-danger' },
};

interface BannerProps {
  tone?: keyof typeof tones;
  children: ReactNode;
  /** One button or link. */
  action?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  role?: 'alert' | 'status';
}

/** A quiet line about the state of the whole pane, above what it is about. */
export function Banner({ tone = 'neutral', children, action, role = 'status' }: BannerProps) {
  const { Icon, colour } = tones[tone];
  return (
    <div
      role={role}
      className="flex min-h-10 items-center gap-2.5 border-b bg-background px-4 py-1.5 text-meta"
    >
      <Icon aria-hidden strokeWidth={1.5} className={cn('size-4 shrink-0', colour)} />
      <span className="flex-1">{children}</span>
      {action}
    </div>
  );
}
