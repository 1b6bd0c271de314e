import type { TokenGrant } from '#server/protocol/identity.ts';
import { running } from '#server/registry.ts';
import { answer, noContent, route } from '#app/api/endpoint.ts';

/** A token for email and password (protocols, "Who may connect"). */
export const POST = route('POST /api/tokens', async ({ origin, body }) => {
  const { core, tokens } = running();
  const { expiresIn, ...credentials } = await body();
  const session = await core.identity.signIn(credentials, origin, { kind: 'token', lifetime: expiresIn });
  const { id, email, username, role } = session.account;
  const grant: TokenGrant = {
    token: await tokens.issue(session),
    tokenType: 'Bearer',
    expiresAt: new Date(session.expiresAt).toISOString(),
    user: { id, email, username, role },
  };
  return answer(grant, 201);
});

/** Revokes all tokens of the caller. */
export const DELETE = route('DELETE /api/tokens', async ({ session }) => {
  await running().core.identity.revokeTokens(session);
  return noContent();
});
