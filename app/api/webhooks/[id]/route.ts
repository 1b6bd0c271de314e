import { running } from '#server/registry.ts';
import { answer, noContent, route } from '#app/api/endpoint.ts';
import { webhookIn } from '#app/api/webhooks/webhook-in.ts';

/** Changes one, or switches it on or off. */
export const PATCH = route('PATCH /api/webhooks/[id]', async ({ session, params, body }) =>
  answer(await running().core.webhooks.change(session, webhookIn(params), await body())),
);

/** Deletes one, with its deliveries. */
export const DELETE = route('DELETE /api/webhooks/[id]', async ({ session, params }) => {
  await running().core.webhooks.remove(session, webhookIn(params));
  return noContent();
});
