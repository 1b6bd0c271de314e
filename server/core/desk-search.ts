import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { cursorAfter, parseCursor } from './cursor.ts';
import type { DeskSearchStore } from './desk-search-store.ts';
import { markedExcerpt } from './marked-excerpt.ts';
import { requireAdmin } from './policies.ts';
import type { Session } from './session.ts';

export type DeskSearch = ReturnType<typeof createDeskSearch>;

/** Finds support chats for admins by words: in messages, notes and subjects, and of people (docs/decisions/026). */
export function createDeskSearch(store: DeskSearchStore) {
  return {
    /** The chats of which a word was written last first. Errors: forbidden, invalid_request (cursor). */
    async find(
      { account }: Session,
      { query, cursor, limit }: HubParsed<'support.search'>,
    ): Promise<HubOutput<'support.search'>> {
      requireAdmin(account);
      const after = typeof cursor === 'string' ? parseCursor(cursor) : null;
      const found = await store.find(account.id, query, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ text, ...hit }) => ({ ...hit, excerpt: markedExcerpt(text, query) })),
        nextCursor: last ? cursorAfter(last.at, last.chat.id) : null,
      };
    },
  };
}
