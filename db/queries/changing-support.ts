import type { Conversation } from '#server/protocol/conversation.ts';
import type { Snooze } from '#server/protocol/support-hub.ts';
import type { SupportNote } from '#server/protocol/support-notes.ts';
import type { SupportChange } from '#server/core/support-change.ts';
import type pg from 'pg';
import { recordEvent } from './events.ts';
import { insertNote } from './notes.ts';
import { snoozeOf } from './views.ts';

/** Of a support chat `s`: nobody was warned since the message at that place, or since its status or owner changed. */
export const unwarned = (seq: string) => `(coalesce(s.warned_seq, 0) < ${seq} or s.warned_at < s.updated_at)`;

/** What is changed in a support chat, under the lock of its conversation. */
export function createSupportUnit(
  client: pg.PoolClient,
  { id, support }: Pick<Conversation, 'id' | 'support'>,
): SupportChange {
  return {
    async saveSupport({ status, adminId }, event) {
      await client.query(
        `with c as (
           update conversations set version = version + 1, header_version = version + 1 where id = $1
         )
         update support_chats set status = $2, admin_id = $3, version = version + 1,
           first_reply_at = case when status = 'CLOSED' and $2 <> 'CLOSED' then null else first_reply_at end,
           rating = case when $2 = 'CLOSED' then rating end,
           rating_comment = case when $2 = 'CLOSED' then rating_comment end,
           updated_at = date_trunc('milliseconds', now()), snoozed_at = null, snoozed_until = null,
           claimed_at = case when $3::bigint is distinct from admin_id then case when $3::bigint is not null then now() end
             else claimed_at end,
           closed_at = case when $2 <> 'CLOSED' then null when status <> 'CLOSED' then now() else closed_at end
         where conversation_id = $1`,
        [id, status, adminId],
      );
      // A statement of its own, under the lock that the one before has taken: it sees the labels that were put on meanwhile.
      await client.query(
        `update support_labels l set updated_at = s.updated_at from support_chats s
         where s.conversation_id = $1 and l.conversation_id = $1`,
        [id],
      );
      await recordEvent(client, id, event, support ?? null);
    },

    async saveRating(rating, comment, event) {
      await client.query(
        `with c as (
           update conversations set version = version + 1, header_version = version + 1 where id = $1
         )
         update support_chats set rating = $2, rating_comment = $3 where conversation_id = $1`,
        [id, rating, comment],
      );
      if (event) await recordEvent(client, id, event);
    },

    async snooze() {
      const { rows } = await client.query<{ view: Snooze | null }>(
        `select ${snoozeOf('t')} as view from support_chats t where t.conversation_id = $1`,
        [id],
      );
      return rows[0]?.view ?? null;
    },

    async saveSnooze(snooze, event) {
      await client.query(
        `update support_chats set version = version + 1, snoozed_at = case when $2 then clock_timestamp() end,
           snoozed_until = $3 where conversation_id = $1`,
        [id, snooze !== null, snooze?.until ?? null],
      );
      await recordEvent(client, id, event);
    },

    async claimAwayTelling(closedSince) {
      const { rowCount } = await client.query(
        `update support_chats set away_told_at = clock_timestamp()
         where conversation_id = $1 and status <> 'CLOSED' and (away_told_at is null or away_told_at < $2)`,
        [id, closedSince],
      );
      return rowCount === 1;
    },

    async claimWarning(seq) {
      const { rowCount } = await client.query(
        `update support_chats s set warned_seq = c.last_seq + 1, warned_at = clock_timestamp()
         from conversations c
         where c.id = $1 and s.conversation_id = c.id and s.status = 'ACTIVE' and s.snoozed_at is null
           and ${unwarned('$2')} and not exists (
             select 1 from messages m where m.conversation_id = c.id and m.seq > $2 and m.kind <> 'system')`,
        [id, seq],
      );
      return rowCount === 1;
    },

    async addNote(note): Promise<SupportNote | undefined> {
      return (await insertNote(client, { ...note, conversationId: id }))?.note;
    },

    async clientWroteAfter(seq) {
      const { rowCount } = await client.query(
        `select 1 from messages m join support_chats s on s.conversation_id = m.conversation_id
         where m.conversation_id = $1 and m.seq > $2 and m.sender_id = s.client_id limit 1`,
        [id, seq],
      );
      return rowCount === 1;
    },
  };
}
