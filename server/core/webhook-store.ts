import type {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookWithSecret,
} from '#server/protocol/webhooks.ts';

/** A delivery that is to be sent now, by whoever has claimed it. */
export interface ClaimedDelivery {
  id: string;
  webhookId: number;
  url: string;
  secret: string;
  /** The how manieth this is: a result counts only while it is the latest. */
  attempts: number;
  /** It is not tried another time by itself. */
  again: boolean;
  payload: unknown;
}

/** How an attempt went. */
export interface DeliveryResult extends Pick<ClaimedDelivery, 'id' | 'attempts'> {
  state: WebhookDelivery['state'];
  /** Of one that stays pending: in how many milliseconds the next attempt is. */
  delay: number;
  status: number | null;
  error: string | null;
}

/** What the sender asks of the outbox. */
export interface Outbox {
  /**
   * Takes deliveries that are due, at most `each` of a webhook less those it has in `busy`, for `lease` milliseconds; then
   * others may take them to be lost. Events of one chat go to one webhook one after the other.
   */
  claim(limits: {
    each: number;
    busy: ReadonlyMap<number, number>;
    lease: number;
  }): Promise<ClaimedDelivery[]>;
  settle(result: DeliveryResult): Promise<void>;
  /** Gives one back that was not tried to the end; the attempt counts. */
  release(delivery: Pick<ClaimedDelivery, 'id' | 'attempts'>): Promise<void>;
  /** The receiver is gone for good. */
  disable(webhookId: number): Promise<void>;
  /** Forgets what has been settled for `days`, at most `most` rows, and what no webhook is left for. */
  forget(days: number, most: number): Promise<void>;
}

export interface WebhookStore extends Outbox {
  all(): Promise<Webhook[]>;
  /** `full` where there are `most` already. */
  create(webhook: NewWebhook & { secret: string }, most: number): Promise<WebhookWithSecret | 'full'>;
  /** Undefined where there is none such. */
  change(id: number, change: WebhookChange): Promise<Webhook | undefined>;
  saveSecret(id: number, secret: string): Promise<WebhookWithSecret | undefined>;
  /** With its deliveries. Answers its address; undefined where there is none such. */
  remove(id: number): Promise<string | undefined>;
  /** `disabled` where nothing would be sent. */
  test(id: number): Promise<WebhookDelivery | 'disabled' | undefined>;
  /** Those before a place, or the latest; the latest first. Undefined where there is no such webhook. */
  deliveries(
    id: number,
    before: number | null,
    limit: number,
  ): Promise<{ place: number; delivery: WebhookDelivery }[] | undefined>;
  /** Makes one due once more, under the same id. */
  redeliver(id: number, deliveryId: string): Promise<WebhookDelivery | 'disabled' | undefined>;
}
