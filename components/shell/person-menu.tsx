'use client';
import { BookOpen, LogOut, Settings } from 'lucide-react';
import type { Route } from 'next';
import { Avatar } from '#components/ui/avatar.tsx';
import {
  DropdownItem,
  DropdownMenu,
  DropdownRadio,
  DropdownSeparator,
} from '#components/ui/dropdown-menu.tsx';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import { useThemeChoice } from './use-theme-choice.tsx';

interface PersonMenuProps {
  person: { id: number; name: string; email: string };
  settings: Route;
  help: Route;
  onSignOut: () => void;
}

/** Who is signed in, and what is theirs: settings, help, theme, signing out. */
export function PersonMenu({ person, settings, help, onSignOut }: PersonMenuProps) {
  const theme = useThemeChoice();
  return (
    <DropdownMenu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="touch-target inline-flex items-center justify-center rounded-full transition-opacity hover:opacity-85"
        >
          <Avatar id={person.id} name={person.name} />
          <VisuallyHidden>{person.name}, your account</VisuallyHidden>
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-muted">{person.email}</p>
      </div>
      <DropdownSeparator />
      <DropdownRadio label="Theme" {...theme} />
      <DropdownSeparator />
      <DropdownItem href={settings} icon={<Settings aria-hidden strokeWidth={1.5} />}>
        Settings
      </DropdownItem>
      <DropdownItem href={help} icon={<BookOpen aria-hidden strokeWidth={1.5} />}>
        Help
      </DropdownItem>
      <DropdownItem icon={<LogOut aria-hidden strokeWidth={1.5} />} onSelect={onSignOut}>
        Sign out
      </DropdownItem>
    </DropdownMenu>
  );
}
