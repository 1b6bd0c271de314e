import { readFile } from 'node:fs/promises';
import { expect, test } from '#e2e/fixtures/test.ts';

// All of them look at one desk.
test.use({ ownServer: {} });

test('a chat is handed over with a note and closed for a reason, which its history keeps from the client', async ({
  data,
  ada,
  admin,
  signIn,
}) => {
  const id = await data.support(ada, 'It does not start');
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await ada.page.goto(`/support/${id}`);
  await ada.conversation.waitUntilOpen();
  for (const { page, connection } of [admin, linus]) {
    await page.goto(`/desk/${id}`);
    await connection.waitFor('online');
    await page.getByRole('button', { name: 'Details' }).click();
  }
  const history = linus.page.getByRole('region', { name: 'History' });
  await admin.desk.claim.click();
  await expect(history).toContainText('Admin claimed it');
  await admin.desk.handOverTo('Linus', 'Be gentle, it is the third time');
  await expect(linus.desk.state).toHaveText('Yours');
  await expect(linus.page.getByRole('region', { name: 'Notes' })).toContainText('Be gentle');
  await expect(history).toContainText('Admin handed it over to Linus');

  await linus.conversation.send('It was the plug');
  await expect(history).toContainText('Linus replied for the first time');
  await linus.desk.close('Solved', 'The plug again');
  await expect(linus.desk.state).toHaveText('Closed');
  await expect(history).toContainText('Linus closed it: Solved');
  await expect(history).toContainText('The plug again');

  await expect(ada.support.state).toHaveText('Closed');
  await ada.page.reload();
  await expect(ada.conversation.message('It was the plug')).toBeVisible();
  for (const secret of ['Be gentle', 'The plug again', 'handed it over'])
    expect(await ada.page.content()).not.toContain(secret);
});

test('a snoozed chat is out of the way until its client writes', async ({ data, ada, admin }) => {
  const id = await data.support(ada, 'It does not start');
  await ada.page.goto(`/support/${id}`);
  await ada.conversation.waitUntilOpen();
  await admin.page.goto(`/desk/${id}?view=mine`);
  await admin.connection.waitFor('online');
  await admin.desk.claim.click();
  await expect(admin.desk.row(id)).toBeVisible();
  const before = await ada.support.state.textContent();

  await admin.desk.snooze('Until the client writes');
  await expect(admin.desk.state).toHaveText('Yours, snoozed until the client writes');
  await expect(admin.desk.row(id)).toHaveCount(0);
  await expect(admin.desk.view('Snoozed')).toHaveText('Snoozed1');
  await admin.desk.view('Snoozed').click();
  await expect(admin.desk.row(id)).toContainText('Until reply');
  await expect(ada.support.state).toHaveText(before ?? '');

  await ada.conversation.send('It still does not');
  await expect(admin.desk.state).toHaveText('Yours');
  await expect(admin.desk.row(id)).toHaveCount(0);
  await expect(admin.desk.view('Snoozed')).toHaveText('Snoozed');
  await admin.desk.view('Mine').click();
  await expect(admin.desk.row(id)).toBeVisible();

  await admin.desk.snooze('For an hour');
  await expect(admin.desk.row(id)).toHaveCount(0);
  await admin.desk.act('Wake');
  await expect(admin.desk.row(id)).toBeVisible();
});

test('chats are chosen and closed together, by keys alone', async ({ data, ada, admin }) => {
  const [first, second, third] = [
    await data.support(ada, 'The first'),
    await data.support(ada, 'The second'),
    await data.support(ada, 'The third'),
  ];
  const { page, desk } = admin;
  await desk.open();
  await admin.connection.waitFor('online');
  await page.getByRole('button', { name: 'Select chats' }).focus();
  await page.keyboard.press('Enter');
  await desk.row(first).focus();
  await page.keyboard.press('Space');
  await expect(desk.row(first)).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(desk.row(second)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(desk.row(third)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Close…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Close 2 chats' });
  await dialog.getByRole('button', { name: 'Close 2 chats' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 closed', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Select chats' })).toBeFocused();
  await expect(desk.row(first)).toHaveCount(0);
  await expect(desk.row(third)).toHaveCount(0);
  // A row is a link again.
  await desk.row(second).click();
  await expect(page.locator('main > header')).toContainText('The second');
  await desk.view('Closed').click();
  await expect(desk.row(first)).toBeVisible();
  await expect(desk.row(third)).toBeVisible();
});

test('the client saves the transcript of a chat', async ({ data, ada }) => {
  const id = await data.support(ada, 'It does not start');
  await data.messages(id, [{ from: ada, content: 'I press the button' }]);
  await ada.page.goto(`/support/${id}`);
  await ada.conversation.waitUntilOpen();
  await ada.page.getByRole('button', { name: 'Details' }).click();
  const saved = ada.page.waitForEvent('download');
  await ada.page.getByRole('link', { name: 'Download transcript' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('It does not start.txt');
  expect(await readFile(await file.path(), 'utf8')).toContain('    I press the button\n');
});
