import { cn } from './cn.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

interface CountProps {
  value: number;
  /** Read after the number, as in "3 unread messages". */
  label: string;
  /** Present, but not asking for attention (a muted conversation). */
  quiet?: boolean;
}

/** How many wait: nothing for none, "99+" beyond 99. */
export function Count({ value, label, quiet }: CountProps) {
  if (value <= 0) return null;
  return (
    <span
      className={cn(
        'inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-full px-1.5 text-[0.6875rem] leading-none font-semibold tabular-nums',
        quiet ? 'bg-selected text-muted' : 'bg-accent text-on-accent',
      )}
    >
      <span aria-hidden>{value > 99 ? '99+' : value}</span>
      <VisuallyHidden>
        {value} {label}
      </VisuallyHidden>
    </span>
  );
}
