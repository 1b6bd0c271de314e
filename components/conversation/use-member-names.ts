'use client';
import { useState } from 'react';
import type { Member } from '#components/realtime/types.ts';

function namesOf(members: readonly Member[]): ReadonlyMap<number, string> {
  return new Map(members.map(({ userId, person }) => [userId, person?.name ?? '']));
}

/** The members' names by id; the same map while these stay, though the members' read pointers move. */
export function useMemberNames(members: readonly Member[]): ReadonlyMap<number, string> {
  const [held, setHeld] = useState({ members, names: namesOf(members) });
  if (held.members === members) return held.names;
  const same =
    members.length === held.names.size &&
    members.every(({ userId, person }) => held.names.get(userId) === (person?.name ?? ''));
  const names = same ? held.names : namesOf(members);
  setHeld({ members, names });
  return names;
}
