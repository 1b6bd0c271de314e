import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';
import { webhookIn } from '#app/api/webhooks/webhook-in.ts';

/** Makes another secret, and shows it. */
export const POST = route('POST /api/webhooks/[id]/secret', async ({ session, params }) =>
  answer(await running().core.webhooks.rotate(session, webhookIn(params))),
);
