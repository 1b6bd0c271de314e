import { callRest, nothing } from '#components/rest/rest-call.ts';
import {
  type NewWebhook,
  webhook,
  type WebhookChange,
  webhookDeliveries,
  webhookDelivery,
  webhooks,
  webhookWithSecret,
} from '#server/protocol/webhooks.ts';

const PATH = '/api/webhooks';

/** Webhooks over REST. Each rejects with a RestError. */
export const webhooksApi = {
  list: () => callRest('GET', PATH, webhooks),
  create: (body: NewWebhook) => callRest('POST', PATH, webhookWithSecret, body),
  change: (id: number, change: WebhookChange) => callRest('PATCH', `${PATH}/${id}`, webhook, change),
  remove: (id: number) => callRest('DELETE', `${PATH}/${id}`, nothing),
  rotate: (id: number) => callRest('POST', `${PATH}/${id}/secret`, webhookWithSecret),
  test: (id: number) => callRest('POST', `${PATH}/${id}/test`, webhookDelivery),
  deliveries: (id: number, cursor: string) =>
    callRest('GET', `${PATH}/${id}/deliveries${cursor && `?cursor=${cursor}`}`, webhookDeliveries),
  redeliver: (id: number, deliveryId: string) =>
    callRest('POST', `${PATH}/${id}/deliveries/${deliveryId}/redeliver`, webhookDelivery),
};
