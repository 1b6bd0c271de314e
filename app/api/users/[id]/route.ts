import { running } from '#server/registry.ts';
import { answer, idIn, route } from '#app/api/endpoint.ts';

/** Disables or enables an account, by an admin. */
export const PATCH = route('PATCH /api/users/[id]', async ({ session, params, body }) => {
  const userId = idIn(params, 'id');
  const { disabled } = await body();
  const { id, username, email, role } = await running().core.identity.setDisabled(session, userId, disabled);
  return answer({ id, username, email, role, disabled });
});
