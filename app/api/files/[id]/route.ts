import { running } from '#server/registry.ts';
import { noContent, route } from '#app/api/endpoint.ts';

/** The file's bytes, for those who may see it; a foreign one and none are the same 404. Next answers HEAD by it, too. */
export const GET = route('GET /api/files/[id]', ({ request, session, params }) =>
  running().files.send(session, request, String(params.id)),
);

/** Removes a file of the caller's own that no message shows. */
export const DELETE = route('DELETE /api/files/[id]', async ({ session, params }) => {
  await running().core.files.remove(session, String(params.id));
  return noContent();
});
