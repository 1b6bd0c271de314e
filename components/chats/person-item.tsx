'use client';
import { Avatar } from '#components/ui/avatar.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { rowLook } from '#components/list/row-look.ts';

interface PersonItemProps {
  person: Person;
  tabStop: boolean;
  onOpen: (person: Person) => void;
}

/** Somebody with whom there is no conversation yet; a press begins it. */
export function PersonItem({ person, tabStop, onOpen }: PersonItemProps) {
  return (
    <button type="button" tabIndex={tabStop ? 0 : -1} className={rowLook()} onClick={() => onOpen(person)}>
      <Avatar id={person.id} name={person.name} size="large" />
      <span className="min-w-0 flex-1">
        <span className="block truncate leading-5 font-medium">{person.name}</span>
        <span className="mt-0.5 block truncate text-meta text-muted">@{person.username}</span>
      </span>
    </button>
  );
}
