import type pg from 'pg';
import type { WebhookStore } from '#server/core/webhook-store.ts';
import type { Webhook, WebhookDelivery, WebhookWithSecret } from '#server/protocol/webhooks.ts';
import { transaction } from './changing.ts';
import { iso } from './views.ts';
import { createOutbox } from './webhook-sending.ts';

const fields = `'id', w.id, 'url', w.url, 'events', w.events, 'enabled', w.enabled, 'createdAt', ${iso('w.created_at')}`;
/** A `Webhook`, over `webhooks w`. */
const view = `json_build_object(${fields})`;
const withSecret = `json_build_object(${fields}, 'secret', w.secret)`;

/** A `WebhookDelivery`, over `webhook_deliveries d`. */
const deliveryView = `json_build_object('id', d.id, 'event', d.event, 'chatId', d.conversation_id, 'state', d.state,
  'attempts', d.attempts, 'nextAttemptAt', case when d.state = 'pending' then ${iso('d.next_attempt_at')} end,
  'lastStatus', d.last_status, 'lastError', d.last_error, 'at', ${iso('d.at')},
  'deliveredAt', ${iso('d.delivered_at')})`;

/** Webhooks and what they were told. */
export function createWebhookStore(pool: pg.Pool): WebhookStore {
  const one = async <T>(text: string, values: unknown[]) =>
    (await pool.query<{ view: T }>(text, values)).rows[0]?.view;
  const isEnabled = async (id: number) =>
    (await pool.query<{ enabled: boolean }>('select enabled from webhooks where id = $1', [id])).rows[0]
      ?.enabled;

  return {
    ...createOutbox(pool),

    async all() {
      const { rows } = await pool.query<{ view: Webhook }>(
        `select ${view} as view from webhooks w order by w.id`,
      );
      return rows.map((row) => row.view);
    },

    async create({ url, events, secret }, most) {
      const created = await one<WebhookWithSecret>(
        `insert into webhooks as w (url, events, secret)
         select $1, $2, $3 where (select count(*) from webhooks) < $4 returning ${withSecret} as view`,
        [url, events, secret, most],
      );
      return created ?? 'full';
    },

    change: (id, { url, events, enabled }) =>
      one<Webhook>(
        `update webhooks w set url = coalesce($2, url), events = coalesce($3, events), enabled = coalesce($4, enabled)
         where w.id = $1 returning ${view} as view`,
        [id, url ?? null, events ?? null, enabled ?? null],
      ),

    saveSecret: (id, secret) =>
      one<WebhookWithSecret>(
        `update webhooks w set secret = $2 where w.id = $1 returning ${withSecret} as view`,
        [id, secret],
      ),

    remove: (id) =>
      transaction(pool, async (client) => {
        const { rows } = await client.query<{ url: string }>(
          'delete from webhooks where id = $1 returning url',
          [id],
        );
        await client.query('delete from webhook_deliveries where webhook_id = $1', [id]);
        return rows[0]?.url;
      }),

    async test(id) {
      const enabled = await isEnabled(id);
      if (!enabled) return enabled === undefined ? undefined : 'disabled';
      return one<WebhookDelivery>(
        `insert into webhook_deliveries as d (webhook_id, event, again) values ($1, 'test', true)
         returning ${deliveryView} as view`,
        [id],
      );
    },

    async deliveries(id, before, limit) {
      if ((await isEnabled(id)) === undefined) return undefined;
      const { rows } = await pool.query<{ place: number; delivery: WebhookDelivery }>({
        name: 'webhook-deliveries',
        text: `select d.place, ${deliveryView} as delivery from webhook_deliveries d
          where d.webhook_id = $1 and ($2::bigint is null or d.place < $2) order by d.place desc limit $3`,
        values: [id, before, limit],
      });
      return rows;
    },

    async redeliver(id, deliveryId) {
      const enabled = await isEnabled(id);
      if (!enabled) return enabled === undefined ? undefined : 'disabled';
      // One that is waiting for its time keeps its place and the attempts that are left.
      return one<WebhookDelivery>(
        `update webhook_deliveries d set again = d.again or d.state <> 'pending', state = 'pending',
           next_attempt_at = now(), delivered_at = null
         where d.webhook_id = $1 and d.id = $2 returning ${deliveryView} as view`,
        [id, deliveryId],
      );
    },
  };
}
