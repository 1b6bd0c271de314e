import { ChatError } from '#server/protocol/errors.ts';
import type { ListCursor } from './store.ts';

/** The cursor of a list that is sorted by a time and an id. */
export const cursorAfter = (time: string, id: number): string => `${time}_${id}`;

/** Reads what `cursorAfter` made. Error: invalid_request. */
export function parseCursor(cursor: string): ListCursor {
  const [, activeAt, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_(\d{1,15})$/.exec(cursor) ?? [];
  // Only a moment as we write it: JavaScript takes February 31 for March, and Postgres has no year 0.
  const moment = new Date(activeAt ?? '');
  const written = !Number.isNaN(moment.getTime()) && moment.toISOString() === activeAt;
  if (!activeAt || !id || !written || activeAt.startsWith('0000'))
    throw new ChatError('invalid_request', { fields: { cursor: 'is not a cursor of this list' } });
  return { activeAt, id: Number(id) };
}
