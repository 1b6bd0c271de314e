import { expect, test } from '#e2e/fixtures/test.ts';

test('a message is there for the other at once, and its sender sees when it was read', async ({
  twoPeople: { ada, grace },
}) => {
  await ada.conversation.send('Hello Grace');
  await expect(grace.conversation.message('Hello Grace')).toBeVisible();
  await ada.conversation.waitForStatus('Hello Grace', 'sent');

  await grace.page.bringToFront();
  await ada.conversation.waitForStatus('Hello Grace', 'read');
  await expect(ada.conversation.message('Hello Grace').getByLabel('Read')).toBeVisible();

  await grace.conversation.send('Hello Ada');
  await expect(ada.conversation.message('Hello Ada')).toBeVisible();
});

test('a reply shows what it answers, to both', async ({ twoPeople: { ada, grace } }) => {
  await ada.conversation.send('Shall we meet?');
  await grace.conversation.reply('Shall we meet?', 'At noon');
  for (const { conversation } of [ada, grace])
    await expect(conversation.message('At noon')).toContainText(/In reply to (Ada|You)?.*Shall we meet\?/);
});

test('an edit changes the message for both and says so', async ({ twoPeople: { ada, grace } }) => {
  await ada.conversation.send('The meating is at noon');
  await ada.conversation.waitForStatus('The meating is at noon', 'sent');
  await ada.conversation.edit('The meating is at noon', 'The meeting is at noon');
  for (const { conversation } of [ada, grace]) {
    await expect(conversation.message('The meeting is at noon')).toContainText('edited');
    await expect(conversation.message('The meating is at noon')).toHaveCount(0);
  }
});

test('a deleted message leaves only its place, for both', async ({ twoPeople: { ada, grace } }) => {
  await ada.conversation.send('A mistake');
  await ada.conversation.send('The rest');
  await expect(grace.conversation.message('The rest')).toBeVisible();
  await ada.conversation.remove('A mistake');
  for (const { conversation } of [ada, grace]) {
    await expect(conversation.at(1)).toContainText('Message deleted');
    await expect(conversation.message('A mistake')).toHaveCount(0);
    await expect(conversation.message('The rest')).toBeVisible();
  }
});

test('reactions come and go for both, and say whose they are', async ({ twoPeople: { ada, grace } }) => {
  await ada.conversation.send('Done');
  await grace.conversation.react('Done', '👍');
  await expect(ada.conversation.reaction('Done', '👍')).toHaveAccessibleName('👍 1 Grace');
  await ada.conversation.toggleReaction('Done', '👍');
  await expect(grace.conversation.reaction('Done', '👍')).toContainText('2');
  await grace.conversation.toggleReaction('Done', '👍');
  await expect(ada.conversation.reaction('Done', '👍')).toContainText('1');
  await ada.conversation.toggleReaction('Done', '👍');
  await expect(grace.conversation.reaction('Done', '👍')).toHaveCount(0);
});

test('each sees the other type, until the message comes', async ({ twoPeople: { ada, grace } }) => {
  await ada.conversation.composer.pressSequentially('Wait');
  await expect(grace.conversation.typing).toHaveText('Ada is typing');
  await ada.conversation.composer.press('Enter');
  await expect(grace.conversation.message('Wait')).toBeVisible();
  await expect(grace.conversation.typing).toHaveCount(0);

  await grace.conversation.composer.pressSequentially('Never mind');
  await expect(ada.conversation.typing).toHaveText('Grace is typing');
  await grace.conversation.composer.fill('');
  await expect(ada.conversation.typing).toHaveCount(0);
});

test('each sees whether the other is there', async ({ twoPeople: { ada, grace, conversationId } }) => {
  await expect(ada.conversation.header).toContainText('Online');
  const tab = await grace.newTab();
  await tab.open(conversationId);
  await grace.page.close();
  await expect(ada.conversation.header).toContainText('Online');
  await tab.page.close();
  await expect(ada.conversation.header).toContainText('Last seen just now');
});

test('somebody who looks elsewhere sees what is new in the list', async ({ data, ada, grace }) => {
  const linus = await data.user('Linus');
  const [withGrace, withLinus] = [await data.direct(ada, grace), await data.direct(ada, linus)];
  await data.messages(withGrace, [{ from: ada, content: 'long ago' }]);
  await data.messages(withLinus, [{ from: linus, content: 'a moment ago' }]);
  await ada.open(withLinus);
  await grace.open(withGrace);
  await expect.poll(() => ada.chats.order()).toEqual([withLinus, withGrace]);

  await grace.conversation.send('Are you there?');
  await grace.conversation.send('Hello?');
  const row = ada.chats.row(withGrace);
  await expect(row).toHaveAttribute('data-unread', '2');
  await expect(row).toContainText('Hello?');
  await expect.poll(() => ada.chats.order()).toEqual([withGrace, withLinus]);

  await row.click();
  await expect(ada.conversation.message('Hello?')).toBeVisible();
  await expect(row).toHaveAttribute('data-unread', '0');
  await grace.conversation.waitForStatus('Hello?', 'read');
});

test('both who write to each other for the first time at once get the same conversation', async ({
  ada,
  grace,
}) => {
  await Promise.all([ada.chats.open(), grace.chats.open()]);
  await Promise.all([ada.chats.writeTo(grace), grace.chats.writeTo(ada)]);
  await Promise.all([ada.conversation.waitUntilOpen(), grace.conversation.waitUntilOpen()]);
  expect(new URL(ada.page.url()).pathname).toBe(new URL(grace.page.url()).pathname);
  await ada.conversation.send('Me too');
  await expect(grace.conversation.message('Me too')).toBeVisible();
});
