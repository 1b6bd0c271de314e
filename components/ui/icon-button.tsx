import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Tooltip } from './tooltip.tsx';

const sizes = { small: 'size-7 [&_svg]:size-4', medium: 'size-9 [&_svg]:size-[1.125rem]' };

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does: its name for screen readers, and its tooltip. */
  label: string;
  /** The keys that do the same, shown in the tooltip. */
  shortcut?: string;
  size?: keyof typeof sizes;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** The icon. */
  children: ReactNode;
}

/** A button that is only an icon; also works as the trigger of a menu, popover or dialog. */
export function IconButton({ label, shortcut, size = 'medium', side, ...props }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        {...props}
        className={cn(
          'touch-target inline-flex shrink-0 items-center justify-center rounded-control text-muted transition-colors select-none',
          'hover:bg-hover hover:text-text aria-expanded:bg-selected aria-expanded:text-text aria-pressed:bg-selected aria-pressed:text-accent',
          'disabled:pointer-events-none disabled:opacity-50',
          sizes[size],
          props.className,
        )}
      />
    </Tooltip>
  );
}
