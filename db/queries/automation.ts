import type { AutomationStore, Closed, Due, Waiting } from '#server/core/automation/automation-store.ts';
import type pg from 'pg';
import { unwarned } from './changing-support.ts';
import { hoursTable } from './business-seconds.ts';
import { iso } from './views.ts';

/** The last message of the chat `s` that is no line about it. */
const lastWord = `lateral (
  select m.seq, m.sender_id, m.created_at from messages m
  where m.conversation_id = s.conversation_id and m.kind <> 'system' order by m.seq desc limit 1) l`;

export function createAutomationStore(pool: pg.Pool): AutomationStore {
  const query = async <T extends object>(name: string, text: string, values: unknown[]): Promise<T[]> =>
    (await pool.query<T>({ name, text, values })).rows;

  return {
    async closed({ hours, timeZone }, at) {
      if (!hours) return undefined;
      const { spans } = hours;
      const [found] = await query<Closed>(
        'automation-closed',
        // As businessSeconds reads them: each local day's hours become moments by themselves.
        `with ${hoursTable('$1', '$2', '$3')}, spans as (
           select w.opens, w.closes
           from generate_series(date_trunc('day', $5::timestamptz at time zone $4) - interval '8 days',
             $5::timestamptz at time zone $4 + interval '8 days', interval '1 day') as d (day)
           join hours h on h.weekday = extract(isodow from d.day)
           cross join lateral (select
             (d.day + make_interval(mins => h.opens)) at time zone $4 as opens,
             (d.day + make_interval(mins => h.closes)) at time zone $4 as closes) w
           where w.opens < w.closes)
         select ${iso('max(closes) filter (where closes <= $5)')} as since,
           ${iso('min(opens) filter (where opens > $5)')} as until
         from spans having not coalesce(bool_or(opens <= $5 and $5 < closes), false)`,
        [
          spans.map(({ weekday }) => weekday),
          spans.map(({ opens }) => opens),
          spans.map(({ closes }) => closes),
          timeZone,
          at,
        ],
      );
      return found;
    },

    async untold(since, most) {
      const rows = await query<{ id: number }>(
        'automation-untold',
        `select s.conversation_id as id
         from support_chats s join conversations c on c.id = s.conversation_id cross join ${lastWord}
         where s.status in ('PENDING', 'ACTIVE') and (s.away_told_at is null or s.away_told_at < $1)
           and c.active_at >= $1 and l.sender_id = s.client_id and l.created_at >= $1
         order by s.conversation_id limit $2`,
        [since, most],
      );
      return rows.map(({ id }) => id);
    },

    silent: (hours, most) =>
      query<Due>(
        'automation-silent',
        `select s.conversation_id as "conversationId", l.seq
         from support_chats s join conversations c on c.id = s.conversation_id cross join ${lastWord}
         where s.status = 'ACTIVE' and s.snoozed_at is null and c.active_at <= now() - make_interval(hours => $1)
           and l.sender_id <> s.client_id and ${unwarned('l.seq')}
           and greatest(l.created_at, s.updated_at) <= now() - make_interval(hours => $1)
         order by s.conversation_id limit $2`,
        [hours, most],
      ),

    warned: (hours, most) =>
      query<Due>(
        'automation-warned',
        `select s.conversation_id as "conversationId", s.warned_seq as seq
         from support_chats s join conversations c on c.id = s.conversation_id
         where s.status = 'ACTIVE' and s.snoozed_at is null and s.warned_at <= now() - make_interval(hours => $1)
           and c.last_seq = s.warned_seq and s.updated_at <= s.warned_at
         order by s.conversation_id limit $2`,
        [hours, most],
      ),

    waiting: (most) =>
      query<Waiting>(
        'automation-waiting',
        `select s.conversation_id as "conversationId", to_json(array_remove(array[s.client_id, (
             select e.actor_id from support_events e
             where e.conversation_id = s.conversation_id and e.kind = 'released' order by e.id desc limit 1
           )], null)) as "exceptIds"
         from support_chats s
         where s.status = 'PENDING' and s.admin_id is null and s.snoozed_at is null
         order by s.updated_at, s.conversation_id limit $1`,
        [most],
      ),

    async inTurn(userIds) {
      const rows = await query<{ id: number }>(
        'automation-in-turn',
        `select id from users
         where id = any($1::bigint[]) and role = 'ADMIN' and available and disabled_at is null
         order by assigned_at nulls first, id`,
        [userIds],
      );
      return rows.map(({ id }) => id);
    },

    async tookTurn(adminId) {
      await pool.query('update users set assigned_at = clock_timestamp() where id = $1', [adminId]);
    },
  };
}
