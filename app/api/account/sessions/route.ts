import { running } from '#server/registry.ts';
import { answer, noContent, route } from '#app/api/endpoint.ts';

/** Where the caller is signed in. */
export const GET = route('GET /api/account/sessions', async ({ session }) =>
  answer({ data: await running().core.identity.listSessions(session) }),
);

/** Signs out everywhere, here too. */
export const DELETE = route('DELETE /api/account/sessions', async ({ session }) => {
  await running().core.identity.signOutEverywhere(session);
  return noContent();
});
