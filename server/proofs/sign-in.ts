import { randomUUID } from 'node:crypto';
import { POST as changePassword } from '#app/api/account/password/route.ts';
import { DELETE as signOutEverywhere } from '#app/api/account/sessions/route.ts';
import { DELETE as revokeTokens, POST as createToken } from '#app/api/tokens/route.ts';
import { POST as createUser } from '#app/api/users/route.ts';
import { PATCH as changeUser } from '#app/api/users/[id]/route.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { callRoute } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';

const PASSWORD = 'a long password';

/** A new user with a password, signed in with a token of an hour; by REST of the instance that `serveRoutes` was given. */
export async function register(application: TestApplication): Promise<TestUser> {
  const username = `ada-${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  await callRoute(createUser, { body: { username, email, password: PASSWORD } });
  return signInAgain(application, email);
}

/** A further session of that user. */
export async function signInAgain(application: TestApplication, email: string): Promise<TestUser> {
  const { body } = await callRoute(createToken, { body: { email, password: PASSWORD } });
  const { token } = body as { token: string };
  const session = await application.authenticator.request({}, token);
  return { account: session.account, id: session.account.id, sessionId: session.id, token };
}

/** Another password, by REST and the session of that token. */
export const renewPassword = (token: string) =>
  callRoute(changePassword, { token, body: { current: PASSWORD, next: 'another password' } });

/** Whatever ends a user's session before its time. */
export const endings: Readonly<
  Record<string, (application: TestApplication, user: TestUser) => Promise<unknown>>
> = {
  'DELETE /api/tokens': (_application, { token }) => callRoute(revokeTokens, { token, method: 'DELETE' }),
  'a sign-out everywhere': (_application, { token }) =>
    callRoute(signOutEverywhere, { token, method: 'DELETE' }),
  'another password': async (application, { account }) =>
    renewPassword((await signInAgain(application, account.email)).token),
  'being disabled': async (application, { id }) => {
    const { token } = await application.user('admin', 'ADMIN');
    const params = { id: String(id) };
    return callRoute(changeUser, { token, params, method: 'PATCH', body: { disabled: true } });
  },
};
