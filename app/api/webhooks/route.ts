import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** The webhooks, without their secrets. */
export const GET = route('GET /api/webhooks', async ({ session }) =>
  answer({ data: await running().core.webhooks.list(session) }),
);

/** Adds one, and shows its secret. */
export const POST = route('POST /api/webhooks', async ({ session, body }) =>
  answer(await running().core.webhooks.create(session, await body()), 201),
);
