import type { ComponentProps, MouseEvent } from 'react';
import { Slot } from 'radix-ui';
import { cn } from './cn.ts';
import { Spinner } from './spinner.tsx';

const looks = {
  primary: 'bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover',
  secondary: 'border border-control bg-raised text-text not-aria-disabled:hover:bg-background',
  ghost: 'text-text not-aria-disabled:hover:bg-hover',
  danger: 'bg-danger text-on-danger not-aria-disabled:hover:bg-danger-hover',
};

const sizes = {
  small: 'h-8 px-3 text-meta',
  medium: 'h-9 px-4 text-meta',
  large: 'h-10 px-4 text-message',
};

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** Shows a spinner and ignores presses, but keeps the focus. */
  busy?: boolean;
  /** Dresses the only child (a link) instead of making a button; such a one is never busy. */
  asChild?: boolean;
}

const ignore = (event: MouseEvent) => event.preventDefault();

/** A button; `type` is `button` unless said otherwise. */
export function Button({ look = 'secondary', size = 'medium', busy, asChild, ...props }: ButtonProps) {
  const className = cn(
    'touch-target relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap select-none',
    'transition-colors disabled:pointer-events-none disabled:opacity-50',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    looks[look],
    sizes[size],
    props.className,
  );
  if (asChild) return <Slot.Root {...props} className={className} />;
  return (
    <button
      type="button"
      {...props}
      {...(busy && { 'aria-busy': true, 'aria-disabled': true, onClick: ignore })}
      className={className}
    >
      {busy && <Spinner className="absolute" />}
      <span className={cn('inline-flex items-center gap-2', busy && 'opacity-0')}>{props.children}</span>
    </button>
  );
}
