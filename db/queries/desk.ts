import type pg from 'pg';
import type { SupportStore } from '#server/core/store.ts';
import type { DeskCounts, DeskView, Snooze } from '#server/protocol/support-hub.ts';
import { limits } from '#server/protocol/limits.ts';
import { transaction } from './changing.ts';
import { aroundDeskRow, deskChatOf, deskRow, type DeskRow } from './desk-row.ts';
import { afterCursor, snoozeOf } from './views.ts';

type DeskReads = Pick<SupportStore, 'desk' | 'counts' | 'aside' | 'wakeDue' | 'ahead'>;

/** Which rows of `support_chats t` a view shows the admin `$1`: each a stretch of an index. */
const views = {
  waiting: "t.status = 'PENDING' and t.snoozed_at is null",
  mine: "t.status = 'ACTIVE' and t.admin_id = $1 and t.snoozed_at is null",
  active: "t.status = 'ACTIVE' and t.snoozed_at is null",
  snoozed: 't.snoozed_at is not null',
  closed: "t.status = 'CLOSED'",
  all: 'true',
} as const satisfies Record<DeskView, string>;

/** That `support_chats t` has the label `$5`. */
const hasLabel =
  'exists (select 1 from support_labels f where f.conversation_id = t.conversation_id and f.label = $5)';

/** The queue begins with who has waited longest. */
const orderOf = (view: DeskView) => (view === 'waiting' ? 'asc' : 'desc');

/**
 * The chats of a view in its order, as many as any page has: that is said in the statement, since a plan that is made for
 * whatever limit may come expects a tenth of all. With a label (`$5`) those that are over are found by it, of the others,
 * which are few, each is looked at; with an owner (`$6`) those that are over are found by that, if by no label. After a
 * cursor: `$2` and `$3`.
 */
function pageOf(
  view: DeskView,
  { labelled, owned, after }: Record<'labelled' | 'owned' | 'after', boolean>,
): string {
  const order = orderOf(view);
  const found = labelled && (view === 'all' || view === 'closed');
  const from = found ? 'support_labels f join support_chats t using (conversation_id)' : 'support_chats t';
  const key = found ? 'f' : 't';
  const label = !labelled ? '$5::text is null' : found ? 'f.label = $5' : hasLabel;
  const beyond = after && `(${key}.updated_at, ${key}.conversation_id) ${order === 'asc' ? '>' : '<'}`;
  return `select t.*, ${key}.updated_at as listed_at from ${from}
    where ${views[view]} and ${label} and ${owned ? 't.admin_id = $6' : '$6::bigint is null'} and ${afterCursor(beyond, '$2', '$3')}
    order by ${key}.updated_at ${order}, ${key}.conversation_id ${order} limit ${limits.page.max + 1}`;
}

/** What admins read of all support chats. */
export function createDeskReads(pool: pg.Pool): DeskReads {
  const counted = (view: DeskView) =>
    `(select count(*)::int from (select 1 from support_chats t where ${views[view]} limit $2) x) as ${view}`;

  return {
    async desk(adminId, { view, label, ownerId }, after, limit) {
      const given = { labelled: label !== null, owned: ownerId !== null, after: after !== null };
      const { rows } = await pool.query<DeskRow>({
        name: ['desk', view, ...Object.entries(given).flatMap(([part, is]) => (is ? part : []))].join('-'),
        text: `select ${deskRow}
          from (${pageOf(view, given)}) t ${aroundDeskRow}
          order by t.listed_at ${orderOf(view)}, t.conversation_id ${orderOf(view)} limit $4`,
        values: [adminId, after?.activeAt ?? null, after?.id ?? null, limit, label, ownerId],
      });
      return rows.flatMap((row) => deskChatOf(row) ?? []);
    },

    async counts(adminId, most) {
      const { rows } = await pool.query<DeskCounts>({
        name: 'desk-counts',
        text: `select ${counted('waiting')}, ${counted('mine')}, ${counted('active')},
          ${counted('snoozed')}`,
        values: [adminId, most],
      });
      return rows[0] ?? { waiting: 0, mine: 0, active: 0, snoozed: 0 };
    },

    async aside(conversationId) {
      const { rows } = await pool.query<{ comment: string | null; snooze: Snooze | null }>({
        name: 'desk-aside',
        text: `select t.rating_comment as comment, ${snoozeOf('t')} as snooze from support_chats t
          where t.conversation_id = $1`,
        values: [conversationId],
      });
      return rows[0] ?? { comment: null, snooze: null };
    },

    wakeDue: (most) =>
      transaction(pool, async (client) => {
        // Whoever holds one of them changes it, or wakes it: the next time will tell.
        const { rows } = await client.query<{ id: number }>(
          `select c.id from conversations c
           where c.id = any (array(
             select conversation_id from support_chats where snoozed_until <= now() order by snoozed_until limit $1))
           for no key update skip locked`,
          [most],
        );
        if (rows.length === 0) return [];
        // A statement of its own: it sees what was committed before the locks were taken.
        const woken = await client.query<{ id: number }>(
          `with woken as (
             update support_chats set version = version + 1, snoozed_at = null, snoozed_until = null
             where conversation_id = any ($1) and snoozed_until <= now()
             returning conversation_id, status, admin_id
           )
           insert into support_events (conversation_id, kind, from_status, to_status, from_admin_id, to_admin_id)
           select conversation_id, 'woken', status, status, admin_id, admin_id from woken
           returning conversation_id as id`,
          [rows.map(({ id }) => id)],
        );
        return woken.rows.map(({ id }) => id);
      }),

    async ahead(conversationId, most) {
      const { rows } = await pool.query<{ count: number }>({
        name: 'queue-ahead',
        text: `select count(*)::int as count from (
            select 1 from support_chats t join support_chats own on own.conversation_id = $1
            where t.status = 'PENDING' and t.snoozed_at is null and (t.updated_at, t.conversation_id) < (own.updated_at, own.conversation_id)
            limit $2) x`,
        values: [conversationId, most],
      });
      return rows[0]?.count ?? 0;
    },
  };
}
