'use client';
import { ContextMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { MenuItemContent, menuItemLook, type MenuItemProps, menuLook } from './menu-look.tsx';

interface ContextMenuProps {
  /** `ContextItem`, `ContextSeparator`. */
  menu: ReactNode;
  /** One element that takes a ref: what the menu is about. */
  children: ReactNode;
  onOpenChange?: (open: boolean) => void;
  /** Moves the focus elsewhere than back: prevent the event's default and take it. */
  onCloseAutoFocus?: (event: Event) => void;
}

/** A menu on right press, on long press, and by the menu key. Offer the same in another way too. */
export function ContextMenu({ menu, children, onOpenChange, onCloseAutoFocus }: ContextMenuProps) {
  return (
    <Radix.Root modal={false} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content collisionPadding={8} onCloseAutoFocus={onCloseAutoFocus} className={menuLook}>
          {menu}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function ContextItem({ disabled, danger, onSelect, ...props }: MenuItemProps) {
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={menuItemLook(danger)}>
      <MenuItemContent {...props} />
    </Radix.Item>
  );
}

export function ContextSeparator() {
  return <Radix.Separator className="-mx-1 my-1 border-t" />;
}
