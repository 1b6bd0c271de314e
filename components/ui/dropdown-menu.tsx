'use client';
import { Check } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { MenuItemContent, menuItemLook, type MenuItemProps, menuLook } from './menu-look.tsx';

interface DropdownMenuProps {
  trigger: ReactNode;
  /** `DropdownItem`, `DropdownLabel`, `DropdownSeparator`, `DropdownRadio`. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Moves the focus elsewhere than back: prevent the event's default and take it. */
  onCloseAutoFocus?: (event: Event) => void;
}

/** A menu under its trigger. */
export function DropdownMenu({
  trigger,
  children,
  side,
  align = 'end',
  onCloseAutoFocus,
  ...state
}: DropdownMenuProps) {
  return (
    // Not modal: the page behind stays readable and scrolls, and a press outside only closes.
    <Radix.Root modal={false} {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className={menuLook}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface DropdownItemProps extends MenuItemProps {
  /** Makes the row a link. */
  href?: Route;
}

/** Does something, or goes somewhere. */
export function DropdownItem({ href, disabled, danger, onSelect, ...props }: DropdownItemProps) {
  const content = <MenuItemContent {...props} />;
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={onSelect}
      asChild={href !== undefined}
      className={menuItemLook(danger)}
    >
      {href ? <Link href={href}>{content}</Link> : content}
    </Radix.Item>
  );
}

export function DropdownLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-time text-muted">{children}</Radix.Label>;
}

export function DropdownSeparator() {
  return <Radix.Separator className="-mx-1 my-1 border-t" />;
}

interface DropdownRadioProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  value: Value | undefined;
  onValueChange: (value: Value) => void;
}

/** One of a few, chosen without closing the menu. */
export function DropdownRadio<Value extends string>(props: DropdownRadioProps<Value>) {
  return (
    <Radix.RadioGroup aria-label={props.label} value={props.value}>
      <DropdownLabel>{props.label}</DropdownLabel>
      {props.options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className={menuItemLook()}
          onSelect={(event) => {
            event.preventDefault();
            props.onValueChange(option.value);
          }}
        >
          <MenuItemContent icon={option.icon}>{option.label}</MenuItemContent>
          <Radix.ItemIndicator>
            <Check aria-hidden strokeWidth={1.5} />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
