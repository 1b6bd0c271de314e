import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import type {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookWithSecret,
} from '#server/protocol/webhooks.ts';
import type { Audit } from './audit.ts';
import { requireAdmin } from './policies.ts';
import type { Session } from './session.ts';
import type { WebhookStore } from './webhook-store.ts';

export type Webhooks = ReturnType<typeof createWebhooks>;

/** A key of 24 bytes, as Standard Webhooks writes it. */
const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;

const found = <T>(one: T | undefined): T => {
  if (one === undefined) throw new ChatError('webhook_not_found');
  return one;
};

/** Which addresses are told what happens to support chats; admins keep them. */
export function createWebhooks(store: Omit<WebhookStore, 'claim'>, audit: Pick<Audit, 'record'>) {
  return {
    /** The oldest first. Error: forbidden. */
    async list({ account }: Session): Promise<Webhook[]> {
      requireAdmin(account);
      return store.all();
    },

    /** Errors: forbidden, too_many_webhooks. */
    async create(session: Session, webhook: NewWebhook): Promise<WebhookWithSecret> {
      requireAdmin(session.account);
      const created = await store.create({ ...webhook, secret: newSecret() }, limits.webhooks);
      if (created === 'full') throw new ChatError('too_many_webhooks');
      await audit.record(session, 'webhook_created', created.url);
      return created;
    },

    /** Errors: forbidden, webhook_not_found. */
    async change(session: Session, id: number, change: WebhookChange): Promise<Webhook> {
      requireAdmin(session.account);
      const changed = found(await store.change(id, change));
      await audit.record(session, 'webhook_changed', changed.url, change);
      return changed;
    },

    /** The secret of before signs nothing any more. Errors: forbidden, webhook_not_found. */
    async rotate(session: Session, id: number): Promise<WebhookWithSecret> {
      requireAdmin(session.account);
      const changed = found(await store.saveSecret(id, newSecret()));
      await audit.record(session, 'webhook_secret_changed', changed.url);
      return changed;
    },

    /** Errors: forbidden, webhook_not_found. */
    async remove(session: Session, id: number): Promise<void> {
      requireAdmin(session.account);
      const url = found(await store.remove(id));
      await audit.record(session, 'webhook_deleted', url);
    },

    /** Errors: forbidden, webhook_not_found, webhook_disabled. */
    async test({ account }: Session, id: number): Promise<WebhookDelivery> {
      requireAdmin(account);
      const delivery = found(await store.test(id));
      if (delivery === 'disabled') throw new ChatError('webhook_disabled');
      return delivery;
    },

    /** The latest first. Errors: forbidden, webhook_not_found. */
    async deliveries(
      { account }: Session,
      id: number,
      cursor: string | undefined,
    ): Promise<{ data: WebhookDelivery[]; nextCursor: string | null }> {
      requireAdmin(account);
      const limit = limits.page.default;
      const before = cursor === undefined ? null : Number(cursor);
      const rows = found(await store.deliveries(id, before, limit + 1));
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        data: rows.slice(0, limit).map(({ delivery }) => delivery),
        nextCursor: last ? String(last.place) : null,
      };
    },

    /** Errors: forbidden, delivery_not_found, webhook_disabled. */
    async redeliver({ account }: Session, id: number, deliveryId: string): Promise<WebhookDelivery> {
      requireAdmin(account);
      const delivery = await store.redeliver(id, deliveryId);
      if (!delivery) throw new ChatError('delivery_not_found');
      if (delivery === 'disabled') throw new ChatError('webhook_disabled');
      return delivery;
    },
  };
}
