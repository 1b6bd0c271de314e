'use client';
import { usePresenceWords } from '#components/conversation/use-presence-words.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import type { Person } from '#server/protocol/identity.ts';

/** Who somebody is, and whether they are there. */
export function PersonDetails({ person: { id, name, username } }: { person: Person }) {
  const { words } = usePresenceWords(id);
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-8 text-center">
      <Avatar id={id} name={name} size="huge" />
      <div>
        <h3 className="text-title font-semibold">{name}</h3>
        <p className="text-meta text-muted">@{username}</p>
      </div>
      <p className="text-meta text-muted">{words}</p>
    </div>
  );
}
