import type {
  Delta,
  HistoryPage,
  Message,
  Opened,
  Participant,
  Summary,
} from '#server/protocol/conversation.ts';
import type { Card, ConversationStore, HistoryRange } from '#server/core/store.ts';
import type pg from 'pg';
import {
  conversationView,
  iso,
  messageTables,
  messageView,
  openedTables,
  participantView,
  personView,
  summaryTables,
  summaryView,
} from './views.ts';

/** Anything that runs one statement: the pool, or a client within a transaction. */
export type Runner = Pick<pg.Pool | pg.PoolClient, 'query'>;

type Reads = Pick<
  ConversationStore,
  | 'open'
  | 'history'
  | 'changes'
  | 'list'
  | 'memberships'
  | 'isMember'
  | 'leftSince'
  | 'joinedLately'
  | 'heads'
  | 'card'
  | 'resolve'
  | 'findByClientId'
  | 'conversationOf'
  | 'pointers'
  | 'places'
  | 'idsBetween'
>;

/** May `$2` read the conversation `c`: who is in it, and every admin in a support chat. */
export const readable = `(exists (
    select 1 from participants a where a.conversation_id = c.id and a.user_id = $2 and a.left_at is null)
  or c.kind = 'support' and exists (select 1 from users a where a.id = $2 and a.role = 'ADMIN'))`;

/**
 * First and last `seq` of a stretch of `$4` messages from `$3` (null: the end), both included: contiguous numbers need
 * no counting and no offset.
 */
const bounds = {
  newest: 'c.last_seq + 1 - $4::int and coalesce($3::bigint, c.last_seq)',
  before: 'least($3::bigint, c.last_seq + 1) - $4::int and least($3::bigint, c.last_seq + 1) - 1',
  after: '$3::bigint + 1 and $3::bigint + $4::int',
  around:
    'least($3::bigint, c.last_seq) - $4::int / 2 and least($3::bigint, c.last_seq) - $4::int / 2 + $4::int - 1',
} as const satisfies Record<HistoryRange['from'], string>;

/** Reads a delta as the server, or for a member only. Exported for the transaction that made the changes. */
export async function readChanges(
  runner: Runner,
  conversationId: number,
  userId: number | null,
  since: number,
  limit: number,
): ReturnType<Reads['changes']> {
  const { rows } = await runner.query<{
    conversation: Delta['conversation'] & object;
    header_version: number;
    messages: Message[] | null;
    participants: Participant[] | null;
  }>({
    name: 'changes',
    text: `select ${conversationView} as conversation, c.header_version,
      (select json_agg(x.view order by x.version) from (
        select m.version, ${messageView} as view from ${messageTables}
        where m.conversation_id = c.id and m.version > $3 order by m.version limit $4::int + 1) x) as messages,
      (select json_agg(x.view order by x.version) from (
        select p.version, ${participantView} as view from participants p
        where p.conversation_id = c.id and p.version > $3 order by p.version limit $4::int + 1) x) as participants
      from conversations c where c.id = $1 and ($2::bigint is null or ${readable})`,
    values: [conversationId, userId, since, limit],
  });
  const row = rows[0];
  if (!row) return undefined;
  const { conversation, header_version: headerVersion } = row;
  const messages = row.messages ?? [];
  const participants = row.participants ?? [];
  // Where one of the two did not fit, the answer ends at the last version that both have reached.
  const reach = (list: { version: number }[]) =>
    list.length > limit ? (list[limit - 1]?.version ?? since) : conversation.version;
  const version = Math.min(reach(messages), reach(participants));
  const within = (item: { version: number }) => item.version <= version;
  return {
    delta: {
      conversationId,
      since,
      version,
      lastSeq: conversation.lastSeq,
      conversation: headerVersion > since ? conversation : null,
      messages: messages.filter(within),
      participants: participants.filter(within),
    },
    hasMore: version < conversation.version,
    head: conversation.version,
  };
}

/** The reads of conversations: each one statement, so each one snapshot. */
export function createReads(pool: pg.Pool): Reads {
  return {
    changes: (conversationId, userId, since, limit) =>
      readChanges(pool, conversationId, userId, since, limit),

    async history(conversationId, userId, range, limit) {
      const { rows } = await pool.query<{ version: number; last_seq: number; messages: Message[] | null }>({
        name: `history-${range.from}`,
        text: `select c.version, c.last_seq,
          (select json_agg(x.view order by x.seq) from (
            select m.seq, ${messageView} as view from ${messageTables}
            where m.conversation_id = c.id and m.seq between ${bounds[range.from]}) x) as messages
          from conversations c where c.id = $1 and ${readable}`,
        values: [conversationId, userId, range.from === 'newest' ? null : range.seq, limit],
      });
      const row = rows[0];
      if (!row) return undefined;
      const messages = row.messages ?? [];
      // A page without messages lies before the first one or behind the last.
      const edge = range.from === 'after' ? row.last_seq + 1 : 1;
      const page: HistoryPage = {
        messages,
        version: row.version,
        lastSeq: row.last_seq,
        hasOlder: (messages[0]?.seq ?? edge) > 1,
        hasNewer: (messages.at(-1)?.seq ?? edge - 1) < row.last_seq,
      };
      return page;
    },

    async open(conversationId, userId) {
      const { rows } = await pool.query<Opened>({
        name: 'open',
        text: `select ${summaryView} as summary,
          (select json_agg(${participantView} order by p.joined_at, p.user_id) from participants p
            where p.conversation_id = c.id) as participants,
          (select json_agg(${personView} order by u.id) from users u
            where u.id in (select q.user_id from participants q where q.conversation_id = c.id)) as people
          from ${openedTables} where c.id = $1 and ${readable}`,
        values: [conversationId, userId],
      });
      return rows[0];
    },

    async list(userId, kinds, after, limit) {
      const { rows } = await pool.query<{ view: Summary }>({
        name: 'list',
        text: `select ${summaryView} as view from ${summaryTables}
          where p.user_id = $1 and p.left_at is null and ($5::text[] is null or c.kind = any($5))
            and ($2::timestamptz is null or (c.active_at, c.id) < ($2::timestamptz, $3::bigint))
          order by c.active_at desc, c.id desc limit $4`,
        values: [userId, after?.activeAt ?? null, after?.id ?? null, limit, kinds],
      });
      return rows.map(({ view }) => view);
    },

    async memberships(userId) {
      const { rows } = await pool.query<{ conversationId: number; version: number; lastSeq: number }>({
        name: 'memberships',
        text: `select c.id as "conversationId", c.version, c.last_seq as "lastSeq" from participants p
          join conversations c on c.id = p.conversation_id where p.user_id = $1 and p.left_at is null`,
        values: [userId],
      });
      return rows;
    },

    async isMember(conversationId, userId) {
      const { rowCount } = await pool.query({
        name: 'is-member',
        text: `select 1 from participants where conversation_id = $1 and user_id = $2 and left_at is null`,
        values: [conversationId, userId],
      });
      return rowCount === 1;
    },

    async leftSince(since) {
      // A transaction may become visible a little after the time it wrote: hence the overlap.
      const { rows } = await pool.query<{
        left: { conversationId: number; userId: number }[] | null;
        now: string;
      }>({
        name: 'left-since',
        text: `select now()::text as now, (
            select json_agg(json_build_object('conversationId', p.conversation_id, 'userId', p.user_id))
            from participants p
            where p.left_at > coalesce($1::timestamptz, now()) - interval '5 seconds') as left`,
        values: [since],
      });
      const row = rows[0];
      return { left: row?.left ?? [], now: row?.now ?? since ?? '' };
    },

    async joinedLately(userIds, seconds) {
      const { rows } = await pool.query<{ user_id: number }>({
        name: 'joined-lately',
        text: `select distinct user_id from participants where user_id = any($1::bigint[]) and left_at is null
          and joined_at > now() - make_interval(secs => $2)`,
        values: [userIds, seconds],
      });
      return rows.map(({ user_id: userId }) => userId);
    },

    async card(conversationId) {
      const { rows } = await pool.query<{ view: Card }>({
        name: 'card',
        text: `select json_build_object('id', c.id, 'uuid', c.uuid, 'kind', c.kind, 'title', c.title,
            'createdBy', c.created_by, 'createdAt', ${iso('c.created_at')},
            'receiverId', case when c.kind = 'support' then (
              select admin_id from support_chats where conversation_id = c.id
            ) else (select case when count(*) = 1 then min(o.user_id) end from (
              select user_id from participants
              where conversation_id = c.id and left_at is null and user_id <> c.created_by limit 2) o) end) as view
          from conversations c where c.id = $1`,
        values: [conversationId],
      });
      return rows[0]?.view;
    },

    async resolve(userId, references) {
      const { rows } = await pool.query<{ id: number | null }>({
        name: 'resolve',
        text: `select p.conversation_id as id
          from unnest($2::text[]) with ordinality r (reference, place)
          left join conversations c on c.id = case when r.reference ~ '^[1-9][0-9]{0,14}$' then r.reference::bigint end
            or c.uuid = case when r.reference ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then r.reference::uuid end
          left join participants p on p.conversation_id = c.id and p.user_id = $1 and p.left_at is null
          order by r.place`,
        values: [userId, references],
      });
      return rows.map(({ id }) => id ?? undefined);
    },

    async heads(ids) {
      const { rows } = await pool.query<{ id: number; version: number }>({
        name: 'heads',
        text: 'select id, version from conversations where id = any($1::bigint[])',
        values: [ids],
      });
      return rows.map(({ id, version }): [number, number] => [id, version]);
    },

    async pointers(conversationId) {
      const { rows } = await pool.query<{ userId: number; readSeq: number }>({
        name: 'pointers',
        text: `select user_id as "userId", read_seq as "readSeq" from participants
          where conversation_id = $1 and left_at is null`,
        values: [conversationId],
      });
      return rows;
    },

    async places(conversationId, messageIds) {
      const { rows } = await pool.query<{ id: number; seq: number }>({
        name: 'places',
        text: `select id, seq from messages where conversation_id = $1 and id = any($2::bigint[]) order by seq`,
        values: [conversationId, messageIds],
      });
      return rows;
    },

    async idsBetween(conversationId, userId, { from, to }, limit) {
      const { rows } = await pool.query<{ id: number }>({
        name: 'ids-between',
        text: `select id from messages
          where conversation_id = $1 and seq > $3 and seq <= $4 and sender_id <> $2 order by seq desc limit $5`,
        values: [conversationId, userId, from, to, limit],
      });
      return rows.map(({ id }) => id).toReversed();
    },

    async findByClientId(conversationId, senderId, clientId) {
      const { rows } = await pool.query<{ view: Message }>({
        name: 'by-client-id',
        text: `select ${messageView} as view from ${messageTables}
          where m.conversation_id = $1 and m.sender_id = $2 and m.client_id = $3
            and exists (select 1 from participants a
              where a.conversation_id = $1 and a.user_id = $2 and a.left_at is null)`,
        values: [conversationId, senderId, clientId],
      });
      return rows[0]?.view;
    },

    async conversationOf(messageId, userId) {
      const { rows } = await pool.query<{ conversationId: number; seq: number }>({
        name: 'conversation-of',
        text: `select m.conversation_id as "conversationId", m.seq from messages m
          join conversations c on c.id = m.conversation_id where m.id = $1 and ${readable}`,
        values: [messageId, userId],
      });
      return rows[0];
    },
  };
}
