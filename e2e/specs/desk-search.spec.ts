import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { acknowledgementOf } from '#e2e/fixtures/hub-frames.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

// All of them look at one desk.
test.use({ ownServer: {} });

test('an admin finds a message by keys alone, and comes to where it stands', async ({ data, ada, admin }) => {
  const id = await data.support(ada, 'It does not start');
  const other = await data.support(ada, 'Another thing');
  await data.messages(id, [
    { from: ada, content: 'The printer in the hall blinks <b>twice</b>' },
    ...Array.from({ length: 60 }, (_, count) => ({ from: ada, content: `Hello? ${count + 1}` })),
  ]);
  await data.messages(other, [{ from: ada, content: 'Just asking' }]);
  const { page, desk } = admin;
  await desk.open();
  await admin.connection.waitFor('online');
  await page.keyboard.press('/');
  await expect(desk.search).toBeFocused();
  await page.keyboard.type('hall Blink');
  await expect(desk.foundRow(id)).toContainText('Ada: The printer in the hall blinks <b>twice</b>');
  await expect(desk.foundRow(id).locator('mark')).toHaveText(['hall', 'blinks']);
  await expect(desk.foundRow(id)).toContainText('Waiting');
  await expect(desk.foundRow(other)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(desk.foundRow(id)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(admin.conversation.message('The printer in the hall blinks <b>twice</b>')).toBeInViewport();
  await expect(page).toHaveURL(/at=1\b/);

  // A slash in what one writes is a slash.
  await admin.conversation.composer.fill('');
  await admin.conversation.composer.pressSequentially('and/or');
  await expect(admin.conversation.composer).toHaveValue('and/or');
  await desk.search.focus();
  await page.keyboard.press('Escape');
  await expect(desk.search).toHaveValue('');
  await expect(desk.row(other)).toBeVisible();
});

test('closed chats are found by subject and by people, edits are followed, and what is deleted is gone', async ({
  data,
  admin,
  hub,
  signIn,
}) => {
  const ada = await data.user('Ada Lovelace');
  const id = await data.support(ada, 'Invoice 4711');
  const [wrong] = await data.messages(id, [{ from: ada, content: 'I was charged twiece' }]);
  const client = await hub(ada);
  await admin.desk.open();
  await admin.connection.waitFor('online');
  const look = async (query: string) => {
    await admin.desk.search.fill(query);
    return expect(admin.desk.foundRow(id));
  };
  await (await look('twiece')).toContainText('charged twiece');
  await client.send('message.edit', { messageId: wrong?.id ?? 0, content: 'I was charged twice' });
  await (await look('charged twice')).toContainText('charged twice');
  await admin.desk.search.fill('twiece');
  const nothing = admin.page.getByText('Nothing was found.');
  await expect(nothing).toBeVisible();
  await client.send('message.delete', { messageId: wrong?.id ?? 0 });
  await admin.desk.search.fill('charged');
  await expect(nothing).toBeVisible();

  const grace = await signIn(await data.user('Grace', 'ADMIN'));
  await grace.page.goto(`/desk/${id}`);
  await grace.desk.claim.click();
  await expect(grace.desk.state).toHaveText('Yours');
  await grace.desk.close();
  await (await look('4711')).toContainText('Closed');
  await expect(admin.desk.foundRow(id).locator('mark')).toHaveText('4711');
  for (const query of ['lovel', ada.username, ada.email]) await (await look(query)).toContainText(ada.email);
  await (await look('grace')).toContainText('Owner: Grace');
  await admin.page.getByRole('button', { name: 'Clear' }).click();
  await expect(admin.desk.search).toBeFocused();
  await expect(admin.desk.view('Closed')).toBeVisible();
});

test('a note is found and called one, but not by the admin whose chat it is', async ({
  data,
  admin,
  signIn,
  hub,
}) => {
  const linus = await data.user('Linus', 'ADMIN');
  const id = await data.support(linus, 'Of an admin');
  const author = await data.user('Grace', 'ADMIN');
  const grace = await hub(author);
  await grace.send('support.note', { conversationId: id, content: 'Be gentle, he is tired', clientId: 'n' });
  await admin.desk.open();
  await admin.connection.waitFor('online');
  await admin.desk.search.fill('gentle');
  await expect(admin.desk.foundRow(id)).toContainText('Note Grace: Be gentle, he is tired');
  const himself = await signIn(linus);
  await himself.desk.open();
  await himself.connection.waitFor('online');
  await himself.desk.search.fill('gentle');
  await expect(himself.page.getByText('Nothing was found.')).toBeVisible();
  await himself.desk.search.fill('of an admin');
  await expect(himself.desk.foundRow(id)).toBeVisible();
});

test('what is found comes by pages, and a page that gets lost can be asked for again', async ({
  data,
  admin,
}) => {
  const ada = await data.user('Ada');
  const ids: number[] = [];
  for (let count = 0; count < 25; count++) ids.push(await data.support(ada, `Plug ${count + 1}`));
  await admin.desk.open();
  await admin.connection.waitFor('online');
  await admin.desk.search.fill('plug');
  const [first, last] = [ids[0] ?? 0, ids.at(-1) ?? 0];
  await expect(admin.desk.foundRow(last)).toBeVisible();
  await expect(admin.page.getByText('20 found, and there are more')).toBeAttached();
  await admin.desk.found.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await admin.page.getByRole('button', { name: 'Show more' }).click();
  await expect(admin.page.getByText('25 found', { exact: true })).toBeAttached();
  await admin.desk.found.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(admin.desk.foundRow(first)).toBeVisible();
});

for (const [device, viewport] of Object.entries({
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
})) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`on a ${device} in ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, hasTouch: device === 'phone' });

      test('searching has no barrier, whatever it finds', async ({ data, admin, hub }) => {
        const ada = await data.user('Ada');
        const id = await data.support(ada, 'A subject that is too long to be shown in one line of any list');
        await data.messages(id, [{ from: ada, content: `Look: ${'a-word-without-an-end-'.repeat(20)}` }]);
        const noted = await data.support(ada, 'Billing');
        const grace = await hub(await data.user('Grace', 'ADMIN'));
        await grace.send('support.note', { conversationId: noted, content: 'Look twice', clientId: 'n' });
        const { page, desk } = admin;
        const look = async (where: string) => {
          await expectAccessible(page, where);
          await expectNoSidewaysScroll(page, where);
        };
        await desk.open();
        await admin.connection.waitFor('online');
        await desk.search.fill('look');
        await expect(desk.foundRow(id)).toBeVisible();
        await expect(desk.foundRow(noted)).toContainText('Note');
        await look('what was found');
        await desk.search.fill('nothing like it');
        await expect(page.getByText('Nothing was found.')).toBeVisible();
        await look('nothing found');
        await desk.search.fill('');
        const lost = await admin.faults.delay(acknowledgementOf('support.search'));
        await admin.connection.waitFor('online');
        await desk.search.fill('look tw');
        await lost.happened;
        await look('what is being looked for');
        lost.release();
        await expect(desk.foundRow(noted)).toBeVisible();
        await desk.foundRow(id).or(desk.foundRow(noted)).click();
        await expect(page.locator('main > header')).toContainText('Billing');
        await look('a chat that was found');
      });
    });
  }
}
