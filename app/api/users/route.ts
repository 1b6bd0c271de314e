import { running } from '#server/registry.ts';
import { answer, route, sessionOf } from '#app/api/endpoint.ts';

/** Registers an account (protocols, "Users by REST"). */
export const POST = route('POST /api/users', async ({ request, origin, body }) => {
  const asker = await sessionOf(request);
  const { id, username, email, role } = await running().core.identity.register(asker, await body(), origin);
  return answer({ id, username, email, role }, 201);
});
