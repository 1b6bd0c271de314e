import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const tones = {
  neutral: 'text-muted',
  accent: 'text-accent',
  positive: 'text-positive',
  warning: 'text-warning',
  danger: 'text-danger',
};

interface BadgeProps {
  tone?: keyof typeof tones;
  children: ReactNode;
}

/** A word about the state of a thing. The colour only underlines the word. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-small border px-1.5 text-time font-medium whitespace-nowrap [&_svg]:size-3',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
