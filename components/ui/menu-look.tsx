import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { floatLook } from './overlay-look.ts';

/** The panel of dropdown and context menus. */
export const menuLook = cn(
  floatLook,
  'min-w-48 max-w-[min(20rem,calc(100vw-1rem))] overflow-y-auto p-1 text-meta',
);

/** One row of a menu. */
export const menuItemLook = (danger = false) =>
  cn(
    'touch-target flex items-center gap-2.5 rounded-small px-2 py-1.75 outline-none select-none',
    'data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
    danger
      ? 'text-danger data-highlighted:bg-danger data-highlighted:text-on-danger'
      : 'data-highlighted:bg-selected [&_svg]:text-muted',
  );

export interface MenuItemProps {
  icon?: ReactNode;
  shortcut?: string;
  /** For what cannot be undone. */
  danger?: boolean;
  disabled?: boolean;
  onSelect?: () => void;
  children: ReactNode;
}

/** The inside of a row: icon, words, keys. */
export function MenuItemContent({ icon, shortcut, children }: MenuItemProps) {
  return (
    <>
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut && <span className="ml-4 text-time">{shortcut}</span>}
    </>
  );
}
