import { describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';

const HERE = { address: '10.0.0.1', userAgent: 'a browser' };
const BROWSER = { kind: 'browser', lifetime: 3_600 } as const;

/** What is thrown, as the asker sees it. */
async function refusal(work: Promise<unknown>) {
  try {
    return { done: await work };
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details?: object };
    return { code, message, details };
  }
}

const application = sharedApplication({ LOGIN_LIMIT: '3/15min', SIGNUP_LIMIT: '4/1h' });
const identity = () => application.core.identity;
let count = 0;

/** A registered account with a password, from an address of its own. */
async function account() {
  count += 1;
  const name = `person${count}`;
  const origin = { ...HERE, address: `10.1.0.${count}` };
  const credentials = { email: `${name}@example.com`, password: 'right password' };
  await identity().register(null, { username: name, ...credentials }, origin);
  return { name, origin, ...credentials, credentials };
}

describe('registering', () => {
  it('makes an account that can sign in', async () => {
    const { name, email, origin, credentials } = await account();
    const session = await identity().signIn(credentials, origin, BROWSER);
    expect(session.account).toEqual({ id: expect.any(Number), username: name, name, email, role: 'USER' });
    expect(await identity().resume(session.id)).toEqual(session);
  });

  it('says the same of a taken username and a taken email, in whatever case', async () => {
    const { name, email } = await account();
    const other = { username: 'somebody-else', email: 'else@example.com', password: 'right password' };
    const taken = [
      await refusal(identity().register(null, { ...other, username: name.toUpperCase() }, HERE)),
      await refusal(identity().register(null, { ...other, email: email.toUpperCase() }, HERE)),
    ];
    expect(taken[0]).toMatchObject({ code: 'account_exists' });
    expect(taken[1]).toEqual(taken[0]);
  });

  it('is limited for each address', async () => {
    const origin = { ...HERE, address: '10.2.0.1' };
    const register = (name: string, from = origin) =>
      refusal(
        identity().register(
          null,
          { username: name, email: `${name}@example.com`, password: 'right password' },
          from,
        ),
      );
    for (const name of ['one.a', 'one.b', 'one.c', 'one.d'])
      expect(await register(name)).toHaveProperty('done');
    const before = await application.rowCounts();
    expect(await register('one.e')).toMatchObject({
      code: 'rate_limited',
      details: { retryAfter: expect.any(Number) },
    });
    expect(await application.rowCounts()).toEqual(before);
    expect(await register('one.f', { ...HERE, address: '10.2.0.2' })).toHaveProperty('done');
  });

  it('gives a role only by an admin, who is not limited', async () => {
    const [user, admin] = [await application.user('user'), await application.user('admin', 'ADMIN')];
    const [asUser, asAdmin] = [
      await identity().resume(user.sessionId),
      await identity().resume(admin.sessionId),
    ];
    const wanted = {
      username: 'boss',
      email: 'boss@example.com',
      password: 'right password',
      role: 'ADMIN' as const,
    };
    expect(await refusal(identity().register(null, wanted, HERE))).toMatchObject({ code: 'forbidden' });
    expect(await refusal(identity().register(asUser ?? null, wanted, HERE))).toMatchObject({
      code: 'forbidden',
    });
    const origin = { ...HERE, address: '10.3.0.1' };
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const made = await identity().register(
        asAdmin ?? null,
        { ...wanted, username: `boss${n}`, email: `boss${n}@example.com` },
        origin,
      );
      expect(made.role).toBe('ADMIN');
    }
  });
});

describe('registering where it is closed', () => {
  const closed = sharedApplication({ REGISTRATION: 'closed' });

  it('is for admins', async () => {
    const admin = await closed.core.identity.resume((await closed.user('admin', 'ADMIN')).sessionId);
    const wanted = { username: 'new', email: 'new@example.com', password: 'right password' };
    expect(await refusal(closed.core.identity.register(null, wanted, HERE))).toMatchObject({
      code: 'registration_closed',
    });
    expect(await closed.core.identity.register(admin ?? null, wanted, HERE)).toMatchObject({
      username: 'new',
    });
  });
});

describe('signing in', () => {
  it('answers a wrong password, an unknown email and a disabled account alike', async () => {
    const { email, origin, credentials } = await account();
    const disabled = await account();
    await application.pool.query('update users set disabled_at = now() where email = $1', [disabled.email]);
    const answers = [
      await refusal(identity().signIn({ ...credentials, password: 'wrong password' }, origin, BROWSER)),
      await refusal(identity().signIn({ ...credentials, email: `x${email}` }, origin, BROWSER)),
      await refusal(identity().signIn({ email: "' or 1=1 --", password: '' }, origin, BROWSER)),
      await refusal(identity().signIn(disabled.credentials, disabled.origin, BROWSER)),
    ];
    expect(answers[0]).toEqual({
      code: 'invalid_credentials',
      message: 'Email or password is wrong',
      details: undefined,
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('does not count what went well, and stops guessing at an account from one address', async () => {
    const { origin, credentials, email } = await account();
    const signIn = (password: string, from = origin) =>
      refusal(identity().signIn({ email: email.toUpperCase(), password }, from, BROWSER));
    for (const _ of [1, 2, 3, 4, 5, 6]) expect(await signIn(credentials.password)).toHaveProperty('done');
    for (const _ of [1, 2, 3])
      expect(await signIn('wrong password')).toMatchObject({ code: 'invalid_credentials' });
    const limited = await signIn(credentials.password);
    expect(limited).toMatchObject({ code: 'rate_limited', details: { retryAfter: expect.any(Number) } });
    // An unknown account is limited in the same way.
    const unknown = (n: number) =>
      refusal(identity().signIn({ email: 'nobody@example.com', password: `guess ${n}` }, origin, BROWSER));
    for (const n of [1, 2, 3]) expect(await unknown(n)).toMatchObject({ code: 'invalid_credentials' });
    expect(await unknown(4)).toMatchObject({ code: 'rate_limited' });
    // From elsewhere the account is open: nobody locks out anybody.
    expect(await signIn(credentials.password, { ...origin, address: '10.9.0.1' })).toHaveProperty('done');
  });

  it('does not let many guesses through that come at once', async () => {
    const { origin, credentials } = await account();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        refusal(identity().signIn({ ...credentials, password: `guess ${n}` }, origin, BROWSER)),
      ),
    );
    expect(
      answers.filter((answer) => 'code' in answer && answer.code === 'invalid_credentials'),
    ).toHaveLength(3);
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'rate_limited')).toHaveLength(9);
  });
});

describe('sessions', () => {
  it('are listed, the asking one marked, until they end', async () => {
    const { origin, credentials } = await account();
    const here = await identity().signIn(credentials, origin, BROWSER);
    const there = await identity().signIn(
      credentials,
      { ...origin, userAgent: 'x'.repeat(1_000) },
      {
        kind: 'token',
        lifetime: 60,
      },
    );
    const list = await identity().listSessions(here);
    expect(list.map(({ id, kind, current }) => [id, kind, current])).toEqual([
      [there.id, 'token', false],
      [here.id, 'browser', true],
    ]);
    expect(list.map(({ userAgent }) => userAgent?.length)).toEqual([300, 'a browser'.length]);
    await identity().revokeTokens(here);
    expect((await identity().listSessions(here)).map(({ id }) => id)).toEqual([here.id]);
    expect(await identity().resume(there.id)).toBeUndefined();
  });

  it('of others cannot be ended, and look like none', async () => {
    const [ada, grace] = [await account(), await account()];
    const mine = await identity().signIn(ada.credentials, ada.origin, BROWSER);
    const theirs = await identity().signIn(grace.credentials, grace.origin, BROWSER);
    expect(await refusal(identity().endSession(mine, theirs.id))).toMatchObject({ code: 'not_found' });
    expect(await refusal(identity().endSession(mine, crypto.randomUUID()))).toMatchObject({
      code: 'not_found',
    });
    expect(await identity().resume(theirs.id)).toBeDefined();
  });

  it('end when the password is changed, but for the one in which it is', async () => {
    const { origin, credentials } = await account();
    const here = await identity().signIn(credentials, origin, BROWSER);
    const there = await identity().signIn(credentials, origin, BROWSER);
    expect(await refusal(identity().changePassword(here, 'wrong', 'new password', origin))).toMatchObject({
      code: 'wrong_password',
    });
    expect(await identity().resume(there.id)).toBeDefined();
    await identity().changePassword(here, credentials.password, 'new password', origin);
    expect(await identity().resume(there.id)).toBeUndefined();
    expect(await identity().resume(here.id)).toEqual(here);
    expect(await refusal(identity().signIn(credentials, origin, BROWSER))).toMatchObject({
      code: 'invalid_credentials',
    });
    const again = { ...credentials, password: 'new password' };
    expect(await refusal(identity().signIn(again, origin, BROWSER))).toHaveProperty('done');
  });

  it('do not let anybody guess the password from within', async () => {
    const { origin, credentials } = await account();
    const here = await identity().signIn(credentials, origin, BROWSER);
    const change = () => refusal(identity().changePassword(here, 'a guess', 'new password', origin));
    for (const _ of [1, 2, 3]) expect(await change()).toMatchObject({ code: 'wrong_password' });
    expect(await change()).toMatchObject({ code: 'rate_limited' });
  });

  it('end with an account that is disabled, by an admin, and not one’s own', async () => {
    const { origin, credentials } = await account();
    const session = await identity().signIn(credentials, origin, BROWSER);
    const admin = await identity().resume((await application.user('admin', 'ADMIN')).sessionId);
    if (!admin) throw new Error('The session is not good');
    expect(await refusal(identity().setDisabled(session, admin.account.id, true))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusal(identity().setDisabled(admin, admin.account.id, true))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusal(identity().setDisabled(admin, 1_000_000, true))).toMatchObject({
      code: 'user_not_found',
    });
    await identity().setDisabled(admin, session.account.id, true);
    expect(await identity().resume(session.id)).toBeUndefined();
    await identity().setDisabled(admin, session.account.id, false);
    expect(await identity().resume(session.id)).toBeUndefined();
    expect(await refusal(identity().signIn(credentials, origin, BROWSER))).toHaveProperty('done');
  });

  it('that are none are not resumed', async () => {
    expect(await identity().resume(crypto.randomUUID())).toBeUndefined();
  });
});
