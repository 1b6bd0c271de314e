import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Lets a visitor of a site in: the widget's frame asks, which is ours. */
export const POST = route('POST /api/widget/visitors', async ({ origin, body }) => {
  const { core, tokens } = running();
  const session = await core.visitors.admit(await body(), origin);
  const token = await tokens.issue(session);
  return answer({ token, expiresAt: new Date(session.expiresAt).toISOString() }, 201);
});
