import type { ConversationStore } from '#server/core/store.ts';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { transaction } from './changing.ts';

type Creates = Pick<ConversationStore, 'createDirect' | 'createAssistant' | 'createGroup'>;

interface NewConversation {
  kind: 'direct' | 'group' | 'assistant';
  title: string | null;
  creatorId: number;
  key: string;
  /** A group begins with a line about itself. */
  notice: string | null;
}

/** Inserts the row, or finds the one with the same key: also when both creators come at once. */
async function insertOnce(client: pg.PoolClient, fresh: NewConversation) {
  const begun = fresh.notice === null ? 0 : 1;
  const inserted = await client.query<{ id: number }>(
    `insert into conversations (kind, title, unique_key, created_by, last_seq, version, header_version)
     values ($1, $2, $3, $4, $5::bigint, $5::bigint + 1, 1) on conflict (unique_key) do nothing returning id`,
    [fresh.kind, fresh.title, fresh.key, fresh.creatorId, begun],
  );
  const id = inserted.rows[0]?.id;
  if (id !== undefined) return { id, created: true };
  const { rows } = await client.query<{ id: number }>('select id from conversations where unique_key = $1', [
    fresh.key,
  ]);
  return { id: rows[0]?.id ?? 0, created: false };
}

/** Creations: a direct pair and the creation key of any other are unique. */
export function createCreates(pool: pg.Pool): Creates {
  return {
    createDirect: (creatorId, otherId) =>
      transaction(pool, async (client) => {
        const key = `${Math.min(creatorId, otherId)}:${Math.max(creatorId, otherId)}`;
        const found = await insertOnce(client, { kind: 'direct', title: null, creatorId, key, notice: null });
        if (found.created)
          await client.query(
            'insert into participants (conversation_id, user_id, version) select $1, unnest($2::bigint[]), 1',
            [found.id, [creatorId, otherId]],
          );
        return found;
      }),

    createAssistant: ({ creatorId, title, key }) =>
      transaction(pool, async (client) => {
        const found = await insertOnce(client, { kind: 'assistant', title, creatorId, key, notice: null });
        if (found.created)
          await client.query(
            `insert into participants (conversation_id, user_id, version, role)
             select $1, u.id, 1, case when u.id = $2 then 'owner' else 'member' end
             from users u where u.id = $2 or u.role = 'ASSISTANT'`,
            [found.id, creatorId],
          );
        return found;
      }),

    createGroup: ({ creatorId, title, userIds, key, notice }) =>
      transaction(pool, async (client) => {
        const found = await insertOnce(client, { kind: 'group', title, creatorId, key, notice });
        if (!found.created) return found;
        await client.query(
          `insert into participants (conversation_id, user_id, version, role, read_seq)
           select $1, u, case when u = $3 then 2 else 1 end, case when u = $3 then 'owner' else 'member' end,
             case when u = $3 then 1 else 0 end
           from unnest($2::bigint[]) u`,
          [found.id, [...new Set([creatorId, ...userIds])], creatorId],
        );
        await client.query(
          `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content, created_at)
           select id, 1, 2, $2, $3, 'system', $4, active_at from conversations where id = $1`,
          [found.id, creatorId, `system:${randomUUID()}`, notice],
        );
        return found;
      }),
  };
}
