import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';
import { webhookIn } from '#app/api/webhooks/webhook-in.ts';

/** What a webhook was told, the latest first. */
export const GET = route('GET /api/webhooks/[id]/deliveries', async ({ session, params, query }) =>
  answer(await running().core.webhooks.deliveries(session, webhookIn(params), query().cursor)),
);
