import type pg from 'pg';
import type { ClaimedDelivery, Outbox } from '#server/core/webhook-store.ts';
import { fileView, iso, personOf } from './views.ts';

const personIf = (u: string) => `case when ${u}.id is not null then ${personOf(u)} end`;

const chat = `'chat', json_build_object('id', c.id, 'uuid', c.uuid, 'title', c.title, 'client', ${personOf('k')})`;

/** The data of a payload, over a claimed delivery `d` and what it is about. Nothing else leaves the house. */
const data = `case d.event
  when 'created' then json_build_object(${chat})
  when 'message' then json_build_object(${chat}, 'message', json_build_object(
    'id', m.id, 'seq', m.seq, 'sender', ${personOf('a')},
    'content', case when m.deleted_at is null then m.content else '' end, 'replyToId', m.reply_to_id,
    'file', case when f.id is not null then ${fileView('f')} end, 'createdAt', ${iso('m.created_at')},
    'editedAt', ${iso('m.edited_at')}, 'deletedAt', ${iso('m.deleted_at')}))
  when 'status' then json_build_object(${chat}, 'status', d.facts -> 'status',
    'previousStatus', d.facts -> 'previousStatus', 'owner', ${personIf('o')}, 'actor', ${personIf('a')})
  when 'rating' then json_build_object(${chat}, 'rating', d.facts -> 'rating')
  else json_build_object('webhookId', d.webhook_id) end`;

/** What the sender of webhooks asks of the outbox. */
export function createOutbox(pool: pg.Pool): Outbox {
  return {
    async claim({ each, busy, lease }) {
      const { rows } = await pool.query<{ view: ClaimedDelivery }>({
        name: 'claim-deliveries',
        text: `with claimed as (
            update webhook_deliveries d set attempts = d.attempts + 1,
              next_attempt_at = now() + $3 * interval '1 millisecond'
            where d.place = any (array(
              select due.place from webhooks w
              cross join lateral (
                select d.place from webhook_deliveries d
                where d.webhook_id = w.id and d.state = 'pending' and d.next_attempt_at <= now()
                  -- What comes after another of the same chat waits for it.
                  and (d.again or not exists (
                    select 1 from webhook_deliveries b
                    where b.webhook_id = d.webhook_id and b.conversation_id = d.conversation_id
                      and b.place < d.place and b.state = 'pending' and not b.again))
                order by d.next_attempt_at, d.place
                limit greatest($1 - coalesce(($2::jsonb ->> w.id::text)::int, 0), 0)
                for update skip locked
              ) due
              where w.enabled))
            returning d.*
          )
          select json_build_object('id', d.id, 'webhookId', d.webhook_id, 'url', w.url, 'secret', w.secret,
            'attempts', d.attempts, 'again', d.again,
            'payload', json_build_object('type', d.event, 'timestamp', ${iso('d.at')}, 'data', ${data})) as view
          from claimed d join webhooks w on w.id = d.webhook_id
          left join conversations c on c.id = d.conversation_id
          left join support_chats s on s.conversation_id = c.id left join users k on k.id = s.client_id
          left join messages m on m.id = d.message_id
          left join files f on f.id = m.file_id and m.deleted_at is null
          left join users a on a.id = d.actor_id
          left join users o on o.id = (d.facts ->> 'ownerId')::bigint
          order by d.place`,
        values: [each, JSON.stringify(Object.fromEntries(busy)), lease],
      });
      return rows.map(({ view }) => view);
    },

    async settle({ id, attempts, state, delay, status, error }) {
      await pool.query(
        `update webhook_deliveries set state = $3, last_status = $5, last_error = $6,
           next_attempt_at = now() + $4 * interval '1 millisecond',
           delivered_at = case when $3 = 'delivered' then date_trunc('milliseconds', clock_timestamp()) end
         where id = $1 and attempts = $2 and state = 'pending'`,
        [id, attempts, state, delay, status, error],
      );
    },

    async release({ id, attempts }) {
      await pool.query(
        `update webhook_deliveries set next_attempt_at = now() where id = $1 and attempts = $2 and state = 'pending'`,
        [id, attempts],
      );
    },

    async disable(webhookId) {
      await pool.query('update webhooks set enabled = false where id = $1', [webhookId]);
    },

    async forget(days, most) {
      await pool.query(
        `delete from webhook_deliveries where place = any (array(
           select place from webhook_deliveries
           where state <> 'pending' and at < now() - $1 * interval '1 day' limit $2))`,
        [days, most],
      );
      await pool.query(
        `delete from webhook_deliveries d where not exists (select 1 from webhooks w where w.id = d.webhook_id)`,
      );
    },
  };
}
