import { running } from '#server/registry.ts';
import { noContent, route } from '#app/api/endpoint.ts';

/** Changes the caller's password and ends all of their other sessions. */
export const POST = route('POST /api/account/password', async ({ session, origin, body }) => {
  const { current, next } = await body();
  await running().core.identity.changePassword(session, current, next, origin);
  return noContent();
});
