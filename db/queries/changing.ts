import type { Conversation, Message, Participant, SupportState } from '#server/protocol/conversation.ts';
import type { ConversationChange, ConversationStore } from '#server/core/store.ts';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { createSupportUnit } from './changing-support.ts';
import { readChanges } from './reading.ts';
import { conversationView, messageTables, messageView, participantView, supportState } from './views.ts';

/** Rows that one command changes at most; far above what any does. */
const ALL = 1_000_000;

/** Runs `work` in a transaction; rolled back when it throws. */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Everything that changes a conversation but a send: one transaction under the lock of its row. */
export function createChange(pool: pg.Pool): ConversationStore['change'] {
  return (conversationId, work) =>
    transaction(pool, async (client) => {
      const { rows } = await client.query<{ view: Conversation }>(
        `select ${conversationView} as view from conversations c where c.id = $1 for no key update`,
        [conversationId],
      );
      const conversation = rows[0]?.view;
      if (!conversation) return undefined;
      // The lock shows the newest row of its own table only: other tables are as they were before it was waited for.
      if (conversation.support) conversation.support = await readSupport(client, conversationId);
      const since = conversation.version;
      await work(createUnit(client, conversation));
      const read = await readChanges(client, conversationId, null, since, ALL);
      return read?.delta;
    });
}

async function readSupport(client: pg.PoolClient, conversationId: number): Promise<SupportState | undefined> {
  const { rows } = await client.query<{ view: SupportState }>(
    `select ${supportState} as view from support_chats s where s.conversation_id = $1`,
    [conversationId],
  );
  return rows[0]?.view;
}

function createUnit(client: pg.PoolClient, conversation: Conversation): ConversationChange {
  const { id } = conversation;
  const one = async <T>(text: string, values: unknown[]) =>
    (await client.query<{ view: T }>(text, values)).rows[0]?.view;
  const nextVersion = async () => {
    const { rows } = await client.query<{ version: number }>(
      'update conversations set version = version + 1 where id = $1 returning version',
      [id],
    );
    return rows[0]?.version;
  };

  return {
    conversation,
    ...createSupportUnit(client, conversation),
    participant: (userId) =>
      one<Participant>(
        `select ${participantView} as view from participants p where p.conversation_id = $1 and p.user_id = $2`,
        [id, userId],
      ),
    async members() {
      const { rows } = await client.query<{ view: Participant }>(
        `select ${participantView} as view from participants p
         where p.conversation_id = $1 and p.left_at is null order by p.joined_at, p.user_id`,
        [id],
      );
      return rows.map(({ view }) => view);
    },
    message: (messageId) =>
      one<Message>(
        `select ${messageView} as view from ${messageTables} where m.conversation_id = $1 and m.id = $2`,
        [id, messageId],
      ),
    async saveMessage(messageId, change) {
      await client.query(
        `update messages set version = $3, content = coalesce($4, content),
           words = case when $7 then null when words is not null then coalesce(words_of($4), words) end,
           reactions = coalesce($5::jsonb, reactions),
           audio_url = case when $7 then null else coalesce($8, audio_url) end,
           edited_at = case when $6 then now() else edited_at end,
           deleted_at = case when $7 then now() else deleted_at end
         where conversation_id = $1 and id = $2`,
        [
          id,
          messageId,
          await nextVersion(),
          change.content,
          change.reactions && JSON.stringify(change.reactions),
          change.edited ?? false,
          change.deleted ?? false,
          change.audioUrl,
        ],
      );
      // The summary may have words that are gone now; the next answer brings another.
      if (change.edited || change.deleted)
        await client.query('update conversations set summary = null where id = $1 and summary is not null', [
          id,
        ]);
    },
    async saveParticipant(userId, { role, readSeq, left }) {
      await client.query(
        `insert into participants as p (conversation_id, user_id, role, read_seq, version, left_at)
         values ($1, $2, coalesce($4, 'member'), coalesce($5, 0), $3, case when $6 then now() end)
         on conflict (conversation_id, user_id) do update set version = $3, role = coalesce($4, p.role),
           read_seq = coalesce($5, p.read_seq),
           joined_at = case when $6 = false and p.left_at is not null then now() else p.joined_at end,
           left_at = case when $6 then now() when $6 = false then null else p.left_at end`,
        [id, userId, await nextVersion(), role, readSeq, left],
      );
    },
    async saveTitle(title) {
      await client.query(
        'update conversations set title = $2, version = version + 1, header_version = version + 1 where id = $1',
        [id, title],
      );
    },
    async saveHandedTo(chatId) {
      await client.query(
        'update conversations set handed_to = $2, version = version + 1, header_version = version + 1 where id = $1',
        [id, chatId],
      );
    },
    async appendSystem(senderId, content) {
      await client.query(
        `with c as (
           update conversations set version = version + 1, last_seq = last_seq + 1,
             active_at = date_trunc('milliseconds', now())
           where id = $1 returning id, last_seq, version, active_at
         ), pointed as (
           update participants p set read_seq = c.last_seq, version = c.version from c
           where p.conversation_id = c.id and p.user_id = $2 and p.left_at is null
         )
         insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content, created_at)
         select c.id, c.last_seq, c.version, $2, $3, 'system', $4, c.active_at from c`,
        [id, senderId, `system:${randomUUID()}`, content],
      );
    },
  };
}
