import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Who the caller is. */
export const GET = route('GET /api/account', async ({ session }) => answer(session.account));

/** Changes the caller's name. */
export const PATCH = route('PATCH /api/account', async ({ session, body }) => {
  const { name } = await body();
  return answer(await running().core.identity.rename(session, name));
});
