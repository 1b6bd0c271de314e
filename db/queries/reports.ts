import type pg from 'pg';
import type { ReportStore } from '#server/core/report-store.ts';
import type { Counted } from '#server/protocol/reports.ts';
import { businessSeconds, hoursTable } from './business-seconds.ts';
import { iso, personOf } from './views.ts';

/** Labels that are named. */
const LABELS = 100;

/**
 * What happened from the day `$1` to the day `$2` of the zone `$3`, a row an event, with how long it took since its chat
 * was opened or reopened. Without hours (`$4` is null) business time is all time.
 */
const factsTable = `${hoursTable('$4', '$5', '$6')},
  facts as materialized (
    select e.kind, (e.at at time zone $3)::date as day, e.conversation_id,
      case e.kind when 'replied' then e.actor_id when 'assigned' then e.from_admin_id else e.to_admin_id end as owner_id,
      (e.details ->> 'rating')::int as rating,
      greatest(0, extract(epoch from e.at - r.at))::float8 as plain,
      case when $4::int[] is null then greatest(0, extract(epoch from e.at - r.at))::float8
        when r.at is not null then ${businessSeconds('r.at', 'e.at', '$3')} end as business
    from support_events e
    left join lateral (
      select b.at from support_events b
      where e.kind in ('replied', 'closed') and b.conversation_id = e.conversation_id and b.id < e.id
        and b.kind in ('opened', 'reopened')
      order by b.id desc limit 1) r on true
    where e.kind in ('opened', 'reopened', 'closed', 'assigned', 'replied', 'rated')
      and e.at >= $1::date::timestamp at time zone $3 and e.at < ($2::date + 1)::timestamp at time zone $3
      and (e.kind <> 'rated' or not exists (
        select 1 from support_events l where l.conversation_id = e.conversation_id and l.id > e.id and l.kind = 'rated'
          and l.at < ($2::date + 1)::timestamp at time zone $3)))`;

const counted = (kind: string) => `count(*) filter (where f.kind = '${kind}')`;

const spread = (kind: string, column: 'plain' | 'business') => {
  const middle = (part: number) =>
    `round((percentile_cont(${part}) within group (order by f.${column})
      filter (where f.kind = '${kind}'))::numeric)`;
  return `json_build_object('mean', round((avg(f.${column}) filter (where f.kind = '${kind}'))::numeric),
    'median', ${middle(0.5)}, 'p90', ${middle(0.9)})`;
};

const times = (kind: string) => `json_build_object(
  'count', count(f.plain) filter (where f.kind = '${kind}'),
  'plain', ${spread(kind, 'plain')}, 'business', ${spread(kind, 'business')})`;

/** The entries of `OwnedFigures`, over `facts f`. */
const owned = `'closed', ${counted('closed')}, 'handedOver', ${counted('assigned')},
  'firstResponse', ${times('replied')}, 'resolution', ${times('closed')},
  'rating', json_build_object('count', ${counted('rated')},
    'average', round(avg(f.rating) filter (where f.kind = 'rated'), 2))`;

/** Those of `Figures`. */
const all = `'opened', ${counted('opened')}, 'reopened', ${counted('reopened')}, ${owned}`;

const view = `json_build_object(
  'total', (select json_build_object(${all}) from facts f),
  'days', (select json_agg(d.line order by d.day) from (
    select s.day, json_build_object('date', to_char(s.day, 'YYYY-MM-DD'), ${all}) as line
    from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') as s (day)
    left join facts f on f.day = s.day::date group by s.day) d),
  'admins', (select coalesce(json_agg(a.line order by a.name nulls last, a.id), '[]') from (
    select u.id, u.name, json_build_object('admin', case when u.id is not null then ${personOf('u')} end, ${owned}) as line
    from facts f left join lateral (select * from users where id = f.owner_id limit 1) u on true
    where f.kind not in ('opened', 'reopened') group by u.id, u.username, u.name, u.role) a),
  'labels', (select coalesce(json_agg(l.line order by l.label), '[]') from (
    select s.label, json_build_object('label', s.label, ${all}) as line
    from facts f join support_labels s on s.conversation_id = f.conversation_id
    group by s.label order by count(*) desc, s.label limit ${LABELS}) l),
  'waiting', (select json_build_object('count', count(*), 'since', ${iso('min(t.updated_at)')})
    from support_chats t where t.status = 'PENDING' and t.snoozed_at is null))`;

/** The figures as one value, over the first and the last day, the zone, and the hours as three arrays. */
export const reportStatement = `with ${factsTable} select ${view} as view`;

export function createReportStore(pool: pg.Pool): ReportStore {
  return {
    async figures({ from, to }, { hours, timeZone }) {
      const spans = hours?.spans;
      // Not a prepared statement: the plan goes by how long the range is.
      const { rows } = await pool.query<{ view: Counted }>(reportStatement, [
        from,
        to,
        timeZone,
        spans?.map(({ weekday }) => weekday),
        spans?.map(({ opens }) => opens),
        spans?.map(({ closes }) => closes),
      ]);
      const [row] = rows;
      if (!row) throw new Error('The figures have no row');
      return row.view;
    },
  };
}
