import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** The texts that admins keep ready, by name. */
export const GET = route('GET /api/canned-responses', async ({ session }) =>
  answer({ data: await running().core.cannedResponses.list(session) }),
);

/** Keeps a text ready. */
export const POST = route('POST /api/canned-responses', async ({ session, body }) =>
  answer(await running().core.cannedResponses.create(session, await body()), 201),
);
