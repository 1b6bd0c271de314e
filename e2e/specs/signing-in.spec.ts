import { expect, test } from '#e2e/fixtures/test.ts';
import { RegisterPage } from '#e2e/pages/register-page.ts';
import { SignInPage } from '#e2e/pages/sign-in-page.ts';

/** Chromium reports every refusal. */
const refusals = /status of 4\d\d/;

test('a newcomer makes an account and is among their chats', async ({ page }) => {
  const register = new RegisterPage(page);
  await register.open();
  const username = `newcomer-${Date.now()}`;
  await register.register({ username, email: `${username}@example.com`, password: 'a fresh password' });
  await expect(page).toHaveURL('/chats');
  await expect(page.getByText('No conversations yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: `${username}, your account` })).toBeVisible();
});

test('the icon that browsers ask for by themselves is there for everybody', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect(icon.status()).toBe(200);
  expect(icon.headers()['content-type']).toBe('image/x-icon');
});

test('who signs in comes back to the page that they asked for', async ({ page, data }) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  await page.goto(`/chats/${conversationId}`);
  const signIn = new SignInPage(page);
  await expect(signIn.heading).toBeVisible();
  await signIn.signIn(ada);
  await expect(page).toHaveURL(`/chats/${conversationId}`);
  await expect(page.getByRole('heading', { name: 'Grace' })).toBeVisible();
});

test.describe('what is refused', () => {
  test.use({ allowedProblems: refusals });

  test('a wrong password and an unknown email are answered in the same words', async ({ page, data }) => {
    const ada = await data.user('Ada');
    const signIn = new SignInPage(page);
    await signIn.open();
    for (const wrong of [
      { email: ada.email, password: 'not my password' },
      { email: `nobody-${ada.email}`, password: ada.password },
    ]) {
      await signIn.signIn(wrong);
      await expect(signIn.problem).toHaveText('Email or password is wrong.');
    }
    await expect(page.getByLabel('Email')).toHaveValue(`nobody-${ada.email}`);
    await signIn.signIn(ada);
    await expect(page).toHaveURL('/chats');
  });

  test('an email that is taken makes no second account', async ({ page, data }) => {
    const ada = await data.user('Ada');
    const register = new RegisterPage(page);
    await register.open();
    await register.register({ username: 'somebody-else', email: ada.email, password: 'a fresh password' });
    await expect(register.problem).toHaveText(
      'This username or email cannot be used. Try another, or sign in.',
    );
  });

  test('fields that are not right say what would be', async ({ page }) => {
    const register = new RegisterPage(page);
    await register.open();
    await register.register({ username: 'a b', email: 'nowhere', password: 'short' });
    await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/^Use 2 to 32 letters/);
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/^Enter an email address/);
    await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
      'Use 8 to 200 characters.',
    );
  });
});

test.describe('with two tries in ten minutes', () => {
  test.use({ allowedProblems: refusals, ownServer: { LOGIN_LIMIT: '2/10min', SIGNUP_LIMIT: '1/1h' } });

  test('who tries too often is told how long to wait, and the right password does not help', async ({
    page,
    data,
  }) => {
    const ada = await data.user('Ada');
    const signIn = new SignInPage(page);
    await signIn.open();
    for (const text of ['Email or password is wrong.', 'Email or password is wrong.', 'Too many attempts.']) {
      await signIn.signIn({ email: ada.email, password: 'not my password' });
      await expect(signIn.problem).toContainText(text);
    }
    await signIn.signIn(ada);
    await expect(signIn.problem).toHaveText('Too many attempts. Try again in 10 min.');
  });

  test('so is who makes too many accounts', async ({ page, request }) => {
    const newcomer = (username: string) => ({
      username,
      email: `${username}@example.com`,
      password: 'a fresh password',
    });
    expect((await request.post('/api/users', { data: newcomer('first') })).status()).toBe(201);
    const register = new RegisterPage(page);
    await register.open();
    await register.register(newcomer('second'));
    await expect(register.problem).toHaveText('Too many attempts. Try again in 60 min.');
  });
});

test.describe('with registration closed', () => {
  test.use({ ownServer: { REGISTRATION: 'closed' } });

  test('the pages say so, and only an admin makes accounts', async ({ page, request, api, data }) => {
    await page.goto('/sign-in');
    await expect(page.getByRole('link', { name: 'Create one' })).toHaveCount(0);
    await page.goto('/register');
    await expect(page.getByText('Registration is closed.')).toBeVisible();
    const newcomer = { username: 'newcomer', email: 'newcomer@example.com', password: 'a fresh password' };
    expect((await request.post('/api/users', { data: newcomer })).status()).toBe(403);
    const admin = await api(await data.user('Admin', 'ADMIN'));
    expect((await admin.post('/api/users', { data: newcomer })).status()).toBe(201);
  });
});
