import type { TestUser } from '#e2e/fixtures/data.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { TestClientPage } from '#e2e/pages/test-client-page.ts';
import { supportChat } from '#server/protocol/support.ts';

test.describe('the test client', () => {
  let client: TestClientPage;
  let ada: TestUser;
  let grace: TestUser;

  test.beforeEach(async ({ page, data }) => {
    [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
    client = new TestClientPage(page);
    await client.open();
  });

  test('speaks conversations: joins, sends, types and leaves', async ({ data, hub }) => {
    const id = await data.direct(ada, grace);
    const other = await hub(grace);
    await client.fetchToken(ada);
    await expect(client.field('User ID')).toHaveValue(String(ada.id));
    await client.connect('conversations');
    await expect(client.state).toHaveText('Connected');

    await client.field('Conversation ID').fill(String(id));
    await client.button('Join').click();
    await client.frame('sent', 'join-conversation', `"conversationId": ${id}`).waitFor();
    await client.frame('received', 'joined-conversation', '"success": true').waitFor();
    await client.send('Hello Grace');
    await client.frame('received', 'message-sent', 'Hello Grace').waitFor();
    await client.frame('received', 'receive-message', 'Hello Grace').waitFor();

    await client.button('Typing').click();
    expect(await other.push('typing')).toEqual({ conversationId: id, userId: ada.id, typing: true });
    await other.send('conversation.typing', { conversationId: id, typing: true });
    await client.frame('received', 'user-typing', `"userId": ${grace.id}`).waitFor();

    await client.button('Leave').click();
    await client.frame('received', 'answer to leave-conversation').waitFor();
    await client.button('Disconnect').click();
    await expect(client.state).toHaveText('Disconnected: io client disconnect');
    await expect(client.button('Send message')).toBeDisabled();
  });

  test('speaks support: opens a chat’s room, sends and leaves', async ({ api }) => {
    const opened = await (await api(ada)).post('/api/chats', { data: { subject: 'It does not start' } });
    const { id } = supportChat.parse(await opened.json());
    await client.fetchToken(ada);
    await client.connect('support');
    await client.field('Conversation ID').fill(id);
    await client.button('Join').click();
    await client.frame('received', 'joinedChat').first().waitFor();
    await client.send('It does not start');
    await client.frame('received', 'messageSent', 'It does not start').first().waitFor();
    await client.frame('received', 'newMessage', 'It does not start').waitFor();
    await client.button('Leave').click();
    await client.frame('received', 'leftChat').first().waitFor();
  });

  test('speaks subscriptions: subscribes and sends', async ({ data }) => {
    const id = await data.direct(ada, grace);
    await client.fetchToken(ada);
    await client.connect('subscriptions');
    await client.field('Conversation ID').fill(String(id));
    await client.button('Join').click();
    await client.frame('received', 'subscribe_response', '"status": "success"').waitFor();
    await client.send('Hello Grace');
    await client.frame('received', 'message_response', '"status": "success"').waitFor();
    await client.frame('received', `"from": "${ada.username}"`, 'Hello Grace').waitFor();
    await expect(client.button('Typing')).toBeDisabled();
  });

  test('speaks feed: hears what is said everywhere', async ({ data, hub }) => {
    const conversationId = await data.direct(ada, grace);
    const other = await hub(grace);
    await client.fetchToken(ada);
    await client.connect('feed');
    await client.frame('sent', 'auth').waitFor();
    await client.frame('received', 'auth_success').waitFor();
    await other.send('message.send', { conversationId, content: 'Hello Ada', clientId: 'one' });
    await client.frame('received', 'new_message', 'Hello Ada').waitFor();
    await expect(client.button('Send message')).toBeDisabled();
  });

  test('says why a connection was refused', async () => {
    await client.field('Token').fill('no.such.token');
    await client.connect('subscriptions');
    await client.frame('received', 'Token is invalid').waitFor();
    await expect(client.state).toHaveText(/Closed with 1008/);
    await client.field('User ID').fill(String(ada.id));
    await client.connect('conversations');
    await expect(client.state).toHaveText('Refused: Token is invalid');
  });

  test('sends anything as it is, and its log is filtered and cleared', async () => {
    await client.fetchToken(ada);
    await client.connect('support');
    await expect(client.state).toHaveText('Connected');
    await client.page.getByText('Send anything').click();
    await client.field('Event').fill('no-such-event');
    await client.field('JSON').fill('{"a": [1, "two"]}');
    await client.button('Send as it is').click();
    await client.frame('sent', 'no-such-event', '"two"').waitFor();
    await client.frame('received', 'answer to no-such-event', 'Unknown event').waitFor();
    await client.field('JSON').fill('{"a":');
    await client.button('Send as it is').click();
    await client.frame('connection', 'Not sent').waitFor();

    await client.field('Direction').selectOption('Sent');
    await expect(client.frames).toHaveCount(1);
    await client.field('Direction').selectOption('Both ways');
    await client.field('Filter frames').fill('unknown EVENT');
    await expect(client.frames).toHaveCount(2);
    await client.field('Filter frames').fill('nothing has this');
    await expect(client.page.getByText('No frame matches')).toBeVisible();
    await client.button('Clear').click();
    await expect(client.page.getByText('Nothing yet')).toBeVisible();
  });
});

test('the test client takes the session of who is signed in', async ({ ada, data, grace }) => {
  const id = await data.direct(ada, grace);
  const client = new TestClientPage(ada.page);
  await client.open();
  await client.field('User ID').fill(String(ada.id));
  await client.connect('conversations');
  await client.field('Conversation ID').fill(String(id));
  await client.button('Join').click();
  await client.frame('received', 'joined-conversation').waitFor();
});
