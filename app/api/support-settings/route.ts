import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** How the desk works. */
export const GET = route('GET /api/support-settings', async ({ session }) =>
  answer(await running().core.settings.get(session)),
);

/** Sets how the desk works, all of it. */
export const PUT = route('PUT /api/support-settings', async ({ session, body }) =>
  answer(await running().core.settings.set(session, await body())),
);
