import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Chat, SupportStore } from '#server/core/store.ts';
import { limits } from '#server/protocol/limits.ts';
import { transaction } from './changing.ts';
import { createDeskReads } from './desk.ts';
import { recordEvent } from './events.ts';
import { afterCursor, iso } from './views.ts';

/** A `Chat`, over `chatTables`; what is no support chat is ACTIVE and its creator's. */
const chatView = `json_build_object(
  'id', c.id, 'uuid', c.uuid, 'kind', c.kind, 'title', c.title, 'clientId', coalesce(s.client_id, c.created_by),
  'adminId', s.admin_id, 'status', coalesce(s.status, 'ACTIVE'), 'rating', s.rating, 'createdAt', ${iso('c.created_at')},
  'updatedAt', ${iso('coalesce(s.updated_at, c.active_at)')})`;

const chatTables = 'conversations c left join support_chats s on s.conversation_id = c.id';

/** True where the row `c` is named by the text `reference`: a number or a uuid. */
const namedBy = (reference: string) => `(
  c.id = case when ${reference} ~ '^[1-9][0-9]{0,14}$' then ${reference}::bigint end
  or c.uuid = case when ${reference} ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${reference}::uuid end)`;

/** Support chats, and the chats of every kind as the support document shows them. */
export function createSupportStore(pool: pg.Pool): SupportStore {
  return {
    ...createDeskReads(pool),

    open: ({ clientId, title, key }) =>
      transaction(pool, async (client) => {
        const inserted = await client.query<{ id: number }>(
          `insert into conversations (kind, title, unique_key, created_by, version, header_version)
           values ('support', $1, $2, $3, 1, 1) on conflict (unique_key) do nothing returning id`,
          [title, key ?? `support:${randomUUID()}`, clientId],
        );
        const id = inserted.rows[0]?.id;
        if (id === undefined) {
          const { rows } = await client.query<{ id: number }>(
            'select id from conversations where unique_key = $1',
            [key],
          );
          return { id: rows[0]?.id ?? 0, created: false };
        }
        await client.query(
          'insert into support_chats (conversation_id, client_id, subject_words) values ($1, $2, words_of($3))',
          [id, clientId, title],
        );
        await recordEvent(client, id, { actorId: clientId, kind: 'opened' }, null);
        await client.query(
          'insert into participants (conversation_id, user_id, version) values ($1, $2, 1)',
          [id, clientId],
        );
        return { id, created: true };
      }),

    async chat(reference, reader) {
      const { rows } = await pool.query<{ view: Chat }>({
        name: 'chat',
        text: `select ${chatView} as view from ${chatTables}
          where ${namedBy('$1')} and (($3 and c.kind = 'support') or exists (
            select 1 from participants p
            where p.conversation_id = c.id and p.user_id = $2 and p.left_at is null))`,
        values: [reference, reader.id, reader.admin],
      });
      return rows[0]?.view;
    },

    async ownedBy(adminId) {
      const { rows } = await pool.query<{ id: number }>(
        `select conversation_id as id from support_chats where admin_id = $1 and status = 'ACTIVE' order by id`,
        [adminId],
      );
      return rows.map(({ id }) => id);
    },

    async list({ clientId, status }, after, limit) {
      const { rows } = await pool.query<{ view: Chat }>({
        name: `chats-${clientId === null ? 'all' : 'own'}-${status === null ? 'any' : 'one'}${after ? '-after' : ''}`,
        // Within, as many as any page has: a plan that is made for whatever limit may come expects a tenth of all.
        text: `select ${chatView} as view from (
            select s.* from support_chats s
            where ${clientId === null ? '$1::bigint is null' : 's.client_id = $1'}
              and ${status === null ? '$2::text is null' : 's.status = $2'}
              and ${afterCursor(after !== null && '(s.updated_at, s.conversation_id) <', '$3', '$4')}
            order by s.updated_at desc, s.conversation_id desc limit ${limits.page.max + 1}) s
          join conversations c on c.id = s.conversation_id
          order by s.updated_at desc, s.conversation_id desc limit $5`,
        values: [clientId, status, after?.activeAt ?? null, after?.id ?? null, limit],
      });
      return rows.map(({ view }) => view);
    },

    async idsOf(references) {
      const { rows } = await pool.query<{ id: number | null }>({
        name: 'support-ids',
        text: `select c.id from unnest($1::text[]) with ordinality r (reference, place)
          left join conversations c on c.kind = 'support' and ${namedBy('r.reference')}
          order by r.place`,
        values: [references],
      });
      return rows.map(({ id }) => id ?? undefined);
    },
  };
}
