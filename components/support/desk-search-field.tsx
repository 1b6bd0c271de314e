'use client';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { SearchField } from '#components/ui/search-field.tsx';
import { useSlashKey } from '#components/ui/use-slash-key.ts';
import { limits } from '#server/protocol/limits.ts';

interface DeskSearchFieldProps {
  value: string;
  onValueChange: (value: string) => void;
  /** What is found, to which the arrow leads down. */
  found: RefObject<HTMLElement | null>;
}

/** What is looked for at the desk; `/` comes here. */
export function DeskSearchField({ value, onValueChange, found }: DeskSearchFieldProps) {
  const field = useRef<HTMLDivElement>(null);
  useSlashKey(() => field.current?.querySelector('input')?.focus());
  const goDown = (event: KeyboardEvent) => {
    const row = event.key === 'ArrowDown' && found.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (!row) return;
    event.preventDefault();
    row.focus();
  };
  return (
    <div ref={field} role="search" className="px-3 pb-2">
      <SearchField
        label="Search support chats"
        placeholder="Search messages and people"
        aria-keyshortcuts="/"
        maxLength={limits.deskSearch}
        value={value}
        onValueChange={onValueChange}
        onKeyDown={goDown}
      />
    </div>
  );
}
