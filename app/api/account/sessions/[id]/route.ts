import { z } from 'zod';
import { ChatError } from '#server/protocol/errors.ts';
import { running } from '#server/registry.ts';
import { noContent, route } from '#app/api/endpoint.ts';

/** Ends one of the caller's sessions. */
export const DELETE = route('DELETE /api/account/sessions/[id]', async ({ session, params }) => {
  const id = z.uuid().safeParse(params.id);
  if (!id.success) throw new ChatError('not_found');
  await running().core.identity.endSession(session, id.data);
  return noContent();
});
