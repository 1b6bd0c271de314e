import { expect, test } from '#e2e/fixtures/test.ts';
import { SignInPage } from '#e2e/pages/sign-in-page.ts';

// The session is over: what the page still asks is refused.
test.use({ allowedProblems: /status of 40[13]/ });

test('signing out takes the other tabs of the browser to the sign-in page', async ({ data, ada, grace }) => {
  const conversationId = await data.direct(ada, grace);
  await ada.open(conversationId);
  const other = await ada.newTab();
  await other.open(conversationId);
  await ada.account.signOut();
  for (const { page } of [ada, other]) await expect(new SignInPage(page).heading).toBeVisible();

  await ada.page.goto(`/chats/${conversationId}`);
  await expect(new SignInPage(ada.page).heading).toBeVisible();
});

test('another browser of the same person stays signed in', async ({ data, ada, grace, signIn }) => {
  const conversationId = await data.direct(ada, grace);
  const elsewhere = await signIn(ada);
  await Promise.all([ada.open(conversationId), elsewhere.open(conversationId), grace.open(conversationId)]);
  await ada.account.signOut();
  await expect(new SignInPage(ada.page).heading).toBeVisible();
  await grace.conversation.send('Still there?');
  await expect(elsewhere.conversation.message('Still there?')).toBeVisible();
});

test('signing out everywhere ends every browser and every token', async ({ ada, api, signIn }) => {
  const elsewhere = await signIn(ada);
  const program = await api(ada);
  await Promise.all([ada.settings.open(), elsewhere.chats.open()]);
  await elsewhere.connection.waitFor('online');
  await ada.settings.signOutEverywhere();
  for (const { page } of [ada, elsewhere]) await expect(new SignInPage(page).heading).toBeVisible();
  expect((await program.get('/api/account')).status()).toBe(401);
});

test('a new password signs out everywhere else, and only it is good from then on', async ({
  ada,
  signIn,
}) => {
  const elsewhere = await signIn(ada);
  await Promise.all([ada.settings.open(), elsewhere.chats.open()]);
  await elsewhere.connection.waitFor('online');

  await ada.settings.changePassword('not my password', 'a better password');
  await expect(ada.page.getByText('This is not your current password.')).toBeVisible();
  await ada.settings.changePassword(ada.password, 'a better password');
  await expect(ada.page.getByText('Your password was changed', { exact: true })).toBeVisible();
  await expect(new SignInPage(elsewhere.page).heading).toBeVisible();
  await ada.page.reload();
  await ada.connection.waitFor('online');

  const again = new SignInPage(elsewhere.page);
  await again.signIn(ada);
  await expect(again.problem).toHaveText('Email or password is wrong.');
  await again.signIn({ ...ada, password: 'a better password' });
  await expect(elsewhere.page).toHaveURL('/chats');
});

test('the sessions are listed, and each can be ended', async ({ ada, api, signIn }) => {
  const elsewhere = await signIn(ada);
  await api(ada);
  await elsewhere.chats.open();
  await elsewhere.connection.waitFor('online');
  await ada.settings.open();
  const { sessions } = ada.settings;
  await expect(sessions).toHaveCount(3);
  await expect(sessions.filter({ hasText: 'This browser' })).toHaveCount(1);
  await expect(sessions.filter({ hasText: 'API token' })).toHaveCount(1);

  const others = sessions.filter({ hasNotText: 'This browser' }).filter({ hasNotText: 'API token' });
  await others.getByRole('button', { name: 'Sign out' }).click();
  await expect(new SignInPage(elsewhere.page).heading).toBeVisible();
  await expect(sessions).toHaveCount(2);
});

test('a disabled account is signed out wherever it is', async ({ ada, admin, api }) => {
  await ada.chats.open();
  await ada.connection.waitFor('online');
  const answer = await (await api(admin)).patch(`/api/users/${ada.id}`, { data: { disabled: true } });
  expect(answer.status()).toBe(200);
  const signIn = new SignInPage(ada.page);
  await expect(signIn.heading).toBeVisible();
  await signIn.signIn(ada);
  await expect(signIn.problem).toHaveText('Email or password is wrong.');
});

test('messages that were not sent are asked about before a sign-out drops them', async ({
  twoPeople: { ada },
}) => {
  await ada.faults.cut();
  await ada.conversation.send('Not gone yet');
  await ada.account.signOut();
  const question = ada.page.getByRole('alertdialog', { name: 'Sign out and lose messages?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await ada.faults.restore();
  await ada.conversation.waitForStatus('Not gone yet', 'sent');
});
