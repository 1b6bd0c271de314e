import type { ConversationRow } from '#components/realtime/types.ts';

/** How many messages are unread in all of these. */
export const unreadOf = (rows: readonly ConversationRow[]): number =>
  rows.reduce((sum, row) => sum + row.unread, 0);
