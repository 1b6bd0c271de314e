import type pg from 'pg';
import type { SupportStore } from '#server/core/store.ts';
import type { Summary } from '#server/protocol/conversation.ts';
import type { Person } from '#server/protocol/identity.ts';
import type { DeskCounts, DeskView } from '#server/protocol/support-hub.ts';
import { labelsOf } from './labels.ts';
import { aroundSummary, iso, personOf, summaryView } from './views.ts';

type DeskReads = Pick<SupportStore, 'desk' | 'counts' | 'comment' | 'ahead'>;

/** Which rows of `support_chats t` a view shows the admin `$1`: each a stretch of an index. */
const views = {
  waiting: "t.status = 'PENDING'",
  mine: "t.status = 'ACTIVE' and t.admin_id = $1",
  active: "t.status = 'ACTIVE'",
  closed: "t.status = 'CLOSED'",
  all: 'true',
} as const satisfies Record<DeskView, string>;

/** What admins read of all support chats. */
export function createDeskReads(pool: pg.Pool): DeskReads {
  const counted = (view: DeskView) =>
    `(select count(*)::int from (select 1 from support_chats t where ${views[view]} limit $2) x) as ${view}`;

  return {
    async desk(adminId, { view, label }, after, limit) {
      // The queue begins with who has waited longest.
      const [beyond, order] = view === 'waiting' ? ['>', 'asc'] : ['<', 'desc'];
      const { rows } = await pool.query<{
        summary: Summary;
        client: Person;
        owner: Person | null;
        changedAt: string;
        labels: string[];
      }>({
        name: `desk-${view}`,
        text: `select ${summaryView} as summary, ${personOf('w')} as client,
            case when a.id is not null then ${personOf('a')} end as owner, ${iso('t.updated_at')} as "changedAt",
            ${labelsOf('t')} as labels
          from support_chats t join conversations c on c.id = t.conversation_id
          left join participants p on p.conversation_id = c.id and p.user_id = $1 and p.left_at is null
          ${aroundSummary} join users w on w.id = t.client_id left join users a on a.id = t.admin_id
          where ${views[view]}
            and ($5::text is null or exists (
              select 1 from support_labels f where f.conversation_id = t.conversation_id and f.label = $5))
            and ($2::timestamptz is null or (t.updated_at, t.conversation_id) ${beyond} ($2::timestamptz, $3::bigint))
          order by t.updated_at ${order}, t.conversation_id ${order} limit $4`,
        values: [adminId, after?.activeAt ?? null, after?.id ?? null, limit, label],
      });
      return rows.flatMap(({ summary, ...people }) => {
        const { kind, support } = summary;
        return kind === 'support' && support ? [{ ...summary, ...people, kind, support }] : [];
      });
    },

    async counts(adminId, most) {
      const { rows } = await pool.query<DeskCounts>({
        name: 'desk-counts',
        text: `select ${counted('waiting')}, ${counted('mine')}, ${counted('active')}`,
        values: [adminId, most],
      });
      return rows[0] ?? { waiting: 0, mine: 0, active: 0 };
    },

    async comment(conversationId) {
      const { rows } = await pool.query<{ comment: string | null }>({
        name: 'rating-comment',
        text: 'select rating_comment as comment from support_chats where conversation_id = $1',
        values: [conversationId],
      });
      return rows[0]?.comment ?? null;
    },

    async ahead(conversationId, most) {
      const { rows } = await pool.query<{ count: number }>({
        name: 'queue-ahead',
        text: `select count(*)::int as count from (
            select 1 from support_chats t join support_chats own on own.conversation_id = $1
            where t.status = 'PENDING' and (t.updated_at, t.conversation_id) < (own.updated_at, own.conversation_id)
            limit $2) x`,
        values: [conversationId, most],
      });
      return rows[0]?.count ?? 0;
    },
  };
}
