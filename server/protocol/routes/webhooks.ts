import {
  deliveriesQuery,
  newWebhook,
  webhook,
  webhookChange,
  webhookDeliveries,
  webhookDelivery,
  webhooks,
  webhookWithSecret,
} from '#server/protocol/webhooks.ts';
import type { RestOperations } from './route.ts';

const id = 'The webhook’s id';

export const webhookRoutes = {
  'GET /api/webhooks': {
    about:
      'Addresses that are told what happens to support chats, the oldest first. Their secrets are not shown.',
    access: 'admin',
    answers: { 200: webhooks },
  },
  'POST /api/webhooks': {
    about: 'Adds an address. Its secret is shown here only.',
    access: 'admin',
    body: newWebhook,
    answers: { 201: webhookWithSecret },
    errors: ['too_many_webhooks'],
  },
  'PATCH /api/webhooks/[id]': {
    about: 'Changes the address or its events, or switches it on or off. What waits for it is kept.',
    access: 'admin',
    params: { id },
    body: webhookChange,
    answers: { 200: webhook },
    errors: ['webhook_not_found'],
  },
  'DELETE /api/webhooks/[id]': {
    about: 'Deletes a webhook and its deliveries.',
    access: 'admin',
    params: { id },
    answers: { 204: null },
    errors: ['webhook_not_found'],
  },
  'POST /api/webhooks/[id]/secret': {
    about: 'Makes another secret, which is shown here only; that of before signs nothing any more.',
    access: 'admin',
    params: { id },
    answers: { 200: webhookWithSecret },
    errors: ['webhook_not_found'],
  },
  'POST /api/webhooks/[id]/test': {
    about: 'Sends an event `test`, once.',
    access: 'admin',
    params: { id },
    answers: { 201: webhookDelivery },
    errors: ['webhook_not_found', 'webhook_disabled'],
  },
  'GET /api/webhooks/[id]/deliveries': {
    about: 'What the webhook was told or is to be told, the latest first; kept for 30 days.',
    access: 'admin',
    params: { id },
    query: deliveriesQuery,
    answers: { 200: webhookDeliveries },
    errors: ['webhook_not_found'],
  },
  'POST /api/webhooks/[id]/deliveries/[deliveryId]/redeliver': {
    about: 'Sends a delivery once more, under the same id; one that waits is tried now.',
    access: 'admin',
    params: { id, deliveryId: 'The delivery’s id' },
    answers: { 200: webhookDelivery },
    errors: ['delivery_not_found', 'webhook_disabled'],
  },
} as const satisfies RestOperations;
