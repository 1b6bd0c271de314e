'use client';
import { useState } from 'react';

const none: ReadonlySet<number> = new Set();

/** Which chats are chosen; none once choosing is over. */
export function useChosen(choosing: boolean) {
  const [kept, setKept] = useState(none);
  const chosen = choosing ? kept : none;
  if (!choosing && kept.size > 0) setKept(none);
  return {
    chosen,
    choose: (ids: readonly number[]) => setKept(new Set(ids)),
    toggle: (id: number) =>
      setKept(
        (before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]),
      ),
  };
}
