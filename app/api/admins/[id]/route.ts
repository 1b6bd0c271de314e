import { running } from '#server/registry.ts';
import { answer, idIn, noContent, route } from '#app/api/endpoint.ts';

/** Makes somebody an admin, and an owner or none. */
export const PUT = route('PUT /api/admins/[id]', async ({ session, params, body }) => {
  const userId = idIn(params, 'id');
  const { owner } = await body();
  return answer(await running().core.administrators.add(session, userId, owner));
});

/** Makes an admin a user like others. */
export const DELETE = route('DELETE /api/admins/[id]', async ({ session, params }) => {
  await running().core.administrators.remove(session, idIn(params, 'id'));
  return noContent();
});
