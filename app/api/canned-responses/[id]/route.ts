import { ChatError } from '#server/protocol/errors.ts';
import { id } from '#server/protocol/fields.ts';
import { running } from '#server/registry.ts';
import { type Call, answer, noContent, route } from '#app/api/endpoint.ts';

/** The response's id in the path; what can be none names none. */
function idIn(params: Call['params']): number {
  const parsed = id.safeParse(Number(params.id));
  if (!parsed.success) throw new ChatError('response_not_found');
  return parsed.data;
}

/** Changes a text or its name. */
export const PATCH = route('PATCH /api/canned-responses/[id]', async ({ session, params, body }) =>
  answer(await running().core.cannedResponses.change(session, idIn(params), await body())),
);

/** Deletes a text. */
export const DELETE = route('DELETE /api/canned-responses/[id]', async ({ session, params }) => {
  await running().core.cannedResponses.remove(session, idIn(params));
  return noContent();
});
