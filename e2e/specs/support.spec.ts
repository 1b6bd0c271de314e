import { commandOf } from '#e2e/fixtures/hub-frames.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

// All of them look at one queue.
test.use({ ownServer: {} });

test('a client and two admins: open, wait, claim, answer, hand over, release, snooze, close, rate, reopen', async ({
  data,
  ada,
  signIn,
}) => {
  const grace = await signIn(await data.user('Grace', 'ADMIN'));
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await data.support(await data.user('Barbara'), 'Before her');
  await Promise.all([ada.support.open(), grace.desk.open(), linus.desk.open()]);

  const id = await ada.support.start('It does not start', 'I press the button and nothing happens');
  await expect(ada.support.state).toHaveText('Waiting for an admin, 1 ahead of you');
  for (const { desk } of [grace, linus]) {
    await expect(desk.row(id)).toContainText('It does not start');
    await expect(desk.row(id)).toContainText('I press the button');
    await desk.row(id).click();
    await expect(desk.state).toHaveText('Waiting');
  }

  // Both press before either has heard of the other.
  const [graceWaits, linusWaits] = await Promise.all([
    grace.faults.delay(commandOf('support.claim')),
    linus.faults.delay(commandOf('support.claim')),
  ]);
  await Promise.all([grace.desk.claim.click(), linus.desk.claim.click()]);
  await Promise.all([graceWaits.happened, linusWaits.happened]);
  graceWaits.release();
  await expect(grace.desk.state).toHaveText('Yours');
  linusWaits.release();
  await expect(linus.page.getByText('Not claimed. Grace has this chat').first()).toBeVisible();
  await expect(linus.desk.state).toHaveText('Grace answers');
  await expect(ada.support.state).toHaveText('Grace answers');

  await grace.conversation.send('Is it plugged in?');
  await expect(ada.conversation.message('Is it plugged in?')).toBeVisible();
  await ada.conversation.send('It is');
  await expect(grace.conversation.message('It is')).toBeVisible();

  await grace.desk.handOverTo('Linus');
  await expect(linus.desk.state).toHaveText('Yours');
  await expect(grace.desk.state).toHaveText('Linus answers');
  await expect(ada.support.state).toHaveText('Linus answers');

  await linus.desk.act('Release to the queue');
  await expect(ada.support.state).toHaveText('Waiting for an admin, 1 ahead of you');
  await expect(grace.desk.state).toHaveText('Waiting');
  await linus.desk.claim.click();
  await expect(ada.support.state).toHaveText('Linus answers');
  await linus.desk.snooze('Until the client writes');
  await expect(linus.desk.state).toHaveText('Yours, snoozed until the client writes');
  await ada.conversation.send('It smells of smoke');
  await expect(linus.desk.state).toHaveText('Yours');

  await linus.desk.close('Solved');
  await expect(ada.support.state).toHaveText('Closed');
  await expect(ada.conversation.composer).toHaveCount(0);
  await expect(linus.conversation.composer).toHaveCount(0);

  await ada.page.getByRole('button', { name: '4 of 5' }).click();
  await ada.page.getByLabel('What should we know?').fill('Quick and kind');
  await ada.page.getByRole('button', { name: 'Send' }).click();
  await expect(ada.page.getByText('You gave it 4 of 5. Thank you.')).toBeVisible();
  await expect(ada.support.state).toHaveText('Closed');
  await linus.page.getByRole('button', { name: 'Details' }).click();
  await expect(linus.page.getByText('4 of 5', { exact: true })).toBeVisible();
  await expect(linus.page.getByText('Ada rated it 4 of 5')).toHaveCount(1);
  await expect(linus.page.getByText('Quick and kind')).toBeVisible();

  await ada.support.reopen.click();
  await expect(ada.support.state).toHaveText('Waiting for an admin, 1 ahead of you');
  await expect(linus.desk.state).toHaveText('Waiting');
  await ada.conversation.send('It happens again');
  await expect(linus.conversation.message('It happens again')).toBeVisible();

  await linus.desk.close('Solved');
  await expect(ada.page.getByText('How was this chat?')).toBeVisible();
});

test('what was written while the chat was being closed is refused, and the page says why', async ({
  data,
  ada,
  hub,
}) => {
  const grace = await data.user('Grace', 'ADMIN');
  const id = await data.support(ada, 'Late');
  await ada.page.goto(`/support/${id}`);
  await ada.conversation.waitUntilOpen();
  await ada.goOffline();
  await ada.conversation.send('Too late');
  const admin = await hub(grace);
  await admin.send('support.close', { conversationId: id });
  await ada.goOnline();
  await ada.conversation.waitForStatus('Too late', 'failed');
  await expect(ada.conversation.message('Too late')).toContainText('Chat is closed');
  expect(await data.stored(id)).toEqual([]);
});

test('the desk counts who waits, keeps its views, and knows the client', async ({ data, admin, signIn }) => {
  const ada = await data.user('Ada');
  const [first, second] = [await data.support(ada, 'The first'), await data.support(ada, 'The second')];
  await data.messages(first, [{ from: ada, content: 'Hello?' }]);
  await admin.desk.open();
  await expect(admin.desk.railEntry).toHaveAccessibleName(/waiting/);
  await admin.desk.row(first).click();
  await admin.desk.claim.click();
  await expect(admin.desk.state).toHaveText('Yours');
  await expect(admin.desk.row(first)).toHaveCount(0);
  await admin.desk.view('Mine').click();
  await expect(admin.desk.row(first)).toBeVisible();
  await expect(admin.desk.row(second)).toHaveCount(0);

  await admin.page.getByRole('button', { name: 'Details' }).click();
  await expect(admin.page.getByText(ada.email)).toBeVisible();
  await admin.page.getByRole('link', { name: 'The second' }).click();
  await expect(admin.page.locator('main > header')).toContainText('The second');
  await expect(admin.desk.state).toHaveText('Waiting');

  // A chat that one has looked at is none of one's own conversations.
  await admin.chats.open();
  await expect(admin.page.getByText('No conversations yet.')).toBeVisible();

  // The client sees both, and no desk.
  const client = await signIn(ada);
  await client.support.open();
  await expect(client.support.row(first)).toBeVisible();
  await expect(client.support.row(second)).toBeVisible();
  await expect(client.desk.railEntry).toHaveCount(0);
});

test.describe('what is not one’s own', () => {
  test.use({ allowedProblems: /status of 404/ });

  test('is not found: the desk for clients, a chat of others for both', async ({ data, ada, admin }) => {
    const id = await data.support(await data.user('Grace'), 'Secret');
    for (const [person, path] of [
      [ada, '/desk'],
      [ada, `/desk/${id}`],
      [ada, `/support/${id}`],
      [admin, `/support/${id}`],
      [admin, '/desk/999999999'],
    ] as const) {
      const answer = await person.page.goto(path);
      expect(answer?.status(), path).toBe(404);
      await expect(person.page.getByRole('main')).not.toContainText('Secret');
    }
  });
});

test('support goes without a mouse', async ({ data, admin }) => {
  const ada = await data.user('Ada');
  const [first, second] = [await data.support(ada, 'The first'), await data.support(ada, 'The second')];
  await admin.desk.open();
  await admin.desk.row(first).focus();
  await admin.page.keyboard.press('ArrowDown');
  await expect(admin.desk.row(second)).toBeFocused();
  await admin.page.keyboard.press('Enter');
  await expect(admin.page.locator('main > header')).toContainText('The second');
  await admin.conversation.composer.pressSequentially('I am on it');
  await admin.page.keyboard.press('Enter');
  // An admin's first message claims the chat.
  await expect(admin.desk.state).toHaveText('Yours');

  // A chat that is somewhere else: looked for, opened, and closed.
  const { page } = admin;
  await page.getByRole('button', { name: 'Details' }).focus();
  await page.keyboard.press('/');
  await page.keyboard.type('on it');
  await expect(admin.desk.foundRow(second)).toContainText('You: I am on it');
  await page.keyboard.press('Escape');
  await page.keyboard.type('the first');
  await expect(admin.desk.foundRow(first)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(admin.desk.foundRow(first)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main > header')).toContainText('The first');
  await page.getByRole('button', { name: 'Chat actions' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Close chat…' })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Close chat' });
  await dialog.getByRole('button', { name: 'Close chat' }).focus();
  await page.keyboard.press('Enter');
  await expect(admin.desk.state).toHaveText('Closed');
});

test('labels sort chats, and lead to the others that have them', async ({ data, ada, admin, signIn }) => {
  const [first, second, third] = [
    await data.support(ada, 'The first'),
    await data.support(ada, 'The second'),
    await data.support(ada, 'The third'),
  ];
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await linus.desk.open();
  for (const id of [first, second]) {
    await admin.page.goto(`/desk/${id}`);
    await admin.connection.waitFor('online');
    await admin.page.getByRole('button', { name: 'Details' }).click();
    await admin.page.getByLabel('New label').fill('Billing');
    await admin.page.keyboard.press('Enter');
    await expect(admin.page.getByRole('region', { name: 'Labels' })).toContainText('billing');
  }
  await expect(linus.desk.row(first)).toContainText('billing');
  await admin.page.getByRole('region', { name: 'Labels' }).getByRole('link', { name: 'billing' }).click();
  await expect(admin.desk.row(first)).toBeVisible();
  await expect(admin.desk.row(second)).toBeVisible();
  await expect(admin.desk.row(third)).toHaveCount(0);
  await admin.page.getByRole('link', { name: 'Show all labels' }).click();
  await expect(admin.desk.row(third)).toBeVisible();
});

test('an owner’s name leads to all chats of that admin', async ({ data, ada, admin, hub, signIn }) => {
  const [first, second] = [await data.support(ada, 'The first'), await data.support(ada, 'The second')];
  const linus = await data.user('Linus', 'ADMIN');
  await (await hub(linus)).send('support.claim', { conversationId: first });
  const { page, desk } = await signIn(await data.user('Barbara', 'ADMIN'));
  await (await hub(admin)).send('support.claim', { conversationId: second });
  await page.goto(`/desk/${first}`);
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('definition').getByRole('link', { name: 'Linus' }).click();
  await expect(page.getByText('Only chats of Linus')).toBeVisible();
  await expect(desk.row(first)).toBeVisible();
  await expect(desk.row(second)).toHaveCount(0);
  await page.getByRole('link', { name: 'Show the chats of all admins' }).click();
  await expect(desk.row(second)).toBeVisible();
});

test('admins write notes to each other that the client never sees', async ({ data, ada, admin, signIn }) => {
  const id = await data.support(ada, 'It does not start');
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await ada.page.goto(`/support/${id}`);
  await ada.conversation.waitUntilOpen();
  for (const { page, connection } of [admin, linus]) {
    await page.goto(`/desk/${id}`);
    await connection.waitFor('online');
    await page.getByRole('button', { name: 'Details' }).click();
  }
  await admin.page.getByLabel('New note').fill('Be gentle, it is the third time');
  await admin.page.getByRole('button', { name: 'Add note' }).click();
  const notes = linus.page.getByRole('region', { name: 'Notes' });
  await expect(notes).toContainText('Be gentle, it is the third time');
  await expect(notes).toContainText('Admin');
  await expect(linus.page.locator('main > header')).toContainText('1 note');

  await linus.conversation.send('I am on it');
  await expect(ada.conversation.message('I am on it')).toBeVisible();
  await expect(ada.page.getByText('Be gentle')).toHaveCount(0);
  await ada.page.reload();
  await expect(ada.conversation.message('I am on it')).toBeVisible();
  expect(await ada.page.content()).not.toContain('Be gentle');
});
