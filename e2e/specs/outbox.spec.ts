import { acknowledgementOf, commandOf, pushOf } from '#e2e/fixtures/hub-frames.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

const contents = (messages: readonly { content: string }[]) => messages.map(({ content }) => content);
const written = ['One', 'Two', 'Three'];

test('what is written offline waits and is sent in order when the network is back', async ({
  data,
  twoPeople: { ada, grace, conversationId },
}) => {
  await ada.goOffline();
  for (const text of written) await ada.conversation.send(text);
  await ada.conversation.waitForStatus('Three', 'sending');
  await ada.goOnline();
  for (const text of written) await expect(grace.conversation.message(text)).toBeVisible();
  expect(contents(await data.stored(conversationId))).toEqual(written);
  await expect(ada.conversation.log.locator('[data-message-status="sending"]')).toHaveCount(0);
});

test('what is written offline outlives the tab and is sent once, in order', async ({
  data,
  twoPeople: { ada, grace, conversationId },
}) => {
  await ada.goOffline();
  for (const text of written) await ada.conversation.send(text);
  await ada.conversation.waitForStatus('Three', 'sending');
  await ada.page.close();

  await ada.context.setOffline(false);
  const again = await ada.newTab();
  await again.open(conversationId);
  for (const text of written) await expect(grace.conversation.message(text)).toBeVisible();
  await again.conversation.send('Four');
  await expect(grace.conversation.message('Four')).toBeVisible();
  expect(contents(await data.stored(conversationId))).toEqual([...written, 'Four']);
  expect(contents(await again.conversation.messages())).toEqual([...written, 'Four']);
});

test('two tabs of a browser send what was written offline once', async ({
  data,
  twoPeople: { ada, grace, conversationId },
}) => {
  const other = await ada.newTab();
  await other.open(conversationId);
  await ada.goOffline();
  await ada.conversation.send('From the first');
  await other.conversation.send('From the second');
  await expect(ada.conversation.message('From the second')).toBeVisible();
  await ada.goOnline();
  await expect(grace.conversation.message('From the second')).toBeVisible();
  await other.conversation.waitForStatus('From the first', 'sent');
  expect(contents(await data.stored(conversationId)).toSorted()).toEqual([
    'From the first',
    'From the second',
  ]);
});

test('a message whose acknowledgement is lost is there once', async ({
  data,
  twoPeople: { ada, grace, conversationId },
}) => {
  // Neither the answer nor the message itself comes back: the page cannot know that it was stored.
  const answer = await ada.faults.drop(acknowledgementOf('message.send'));
  const push = await ada.faults.drop(pushOf('changes', ({ messages }) => messages.length > 0));
  await ada.conversation.send('Only once');
  await Promise.all([answer.happened, push.happened]);
  await ada.conversation.waitForStatus('Only once', 'sending');
  await ada.faults.cut();
  await ada.faults.restore();
  await ada.conversation.waitForStatus('Only once', 'sent');
  await ada.conversation.send('And another');
  await expect(grace.conversation.message('And another')).toBeVisible();
  expect(contents(await data.stored(conversationId))).toEqual(['Only once', 'And another']);
  expect(contents(await ada.conversation.messages())).toEqual(['Only once', 'And another']);
});

test('a message that is lost on its way is sent again', async ({ twoPeople: { ada, grace } }) => {
  const lost = await ada.faults.drop(commandOf('message.send'));
  await ada.conversation.send('Second try');
  await lost.happened;
  await ada.faults.cut();
  await ada.faults.restore();
  await expect(grace.conversation.message('Second try')).toBeVisible();
});

test('a message that the server doubles is one', async ({
  data,
  twoPeople: { ada, grace, conversationId },
}) => {
  const doubled = await ada.faults.duplicate(commandOf('message.send'));
  await ada.conversation.send('Said twice');
  await doubled.happened;
  await ada.conversation.send('Said once');
  await expect(grace.conversation.message('Said once')).toBeVisible();
  expect(contents(await data.stored(conversationId))).toEqual(['Said twice', 'Said once']);
});

test('a message that was refused says why, and can be tried again', async ({ data, ada, grace, hub }) => {
  const groupId = await data.group('Compilers', [grace, ada]);
  await ada.open(groupId);
  const owner = await hub(grace);
  await ada.goOffline();
  await ada.conversation.send('Let me in');
  await owner.send('conversation.remove', { conversationId: groupId, userId: ada.id });
  await ada.goOnline();
  await expect(ada.page.getByText('Not sent. Conversation not found')).toBeVisible();

  await owner.send('conversation.add', { conversationId: groupId, userIds: [ada.id] });
  await ada.conversation.composer.waitFor();
  await ada.conversation.message('Let me in').getByRole('button', { name: 'Try again' }).click();
  await ada.conversation.waitForStatus('Let me in', 'sent');
  await owner.push('changes', ({ messages }) => messages.some(({ content }) => content === 'Let me in'));
});

test('a message that was refused can be discarded', async ({ data, ada, grace, hub }) => {
  const groupId = await data.group('Compilers', [grace, ada]);
  await ada.open(groupId);
  const owner = await hub(grace);
  await ada.goOffline();
  await ada.conversation.send('Never mind');
  await owner.send('conversation.remove', { conversationId: groupId, userId: ada.id });
  await ada.goOnline();
  await ada.conversation.message('Never mind').getByRole('button', { name: 'Discard' }).click();
  await expect(ada.conversation.message('Never mind')).toHaveCount(0);
});

test.describe('with two sends in two seconds', () => {
  test.use({ ownServer: { SEND_LIMIT: '2/2s' } });

  test('who writes faster than allowed has everything sent in the end, in order', async ({
    data,
    twoPeople: { ada, grace, conversationId },
  }) => {
    for (const text of written) await ada.conversation.send(text);
    await expect(grace.conversation.message('Three')).toBeVisible();
    expect(contents(await data.stored(conversationId))).toEqual(written);
  });
});
