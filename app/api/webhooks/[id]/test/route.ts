import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';
import { webhookIn } from '#app/api/webhooks/webhook-in.ts';

/** Sends an event `test`. */
export const POST = route('POST /api/webhooks/[id]/test', async ({ session, params }) =>
  answer(await running().core.webhooks.test(session, webhookIn(params)), 201),
);
