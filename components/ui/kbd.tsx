import { cn } from './cn.ts';

interface KbdProps {
  children: string;
  /** On a tooltip's ground, which is the text colour. */
  onDark?: boolean;
}

/** A key or a chord, as in `⌘K`. */
export function Kbd({ children, onDark }: KbdProps) {
  return (
    <kbd
      className={cn(
        'rounded-small border px-1 font-sans text-time',
        onDark ? 'border-background/40 text-background' : 'border-border text-muted',
      )}
    >
      {children}
    </kbd>
  );
}
