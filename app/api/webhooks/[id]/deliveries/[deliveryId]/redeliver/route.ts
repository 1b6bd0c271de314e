import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';
import { deliveryIn } from '#app/api/webhooks/webhook-in.ts';

/** Sends a delivery once more. */
export const POST = route(
  'POST /api/webhooks/[id]/deliveries/[deliveryId]/redeliver',
  async ({ session, params }) =>
    answer(await running().core.webhooks.redeliver(session, ...deliveryIn(params))),
);
