import { expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { group, present, uuidOf } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { openWire, textFrame } from '#server/testing/raw-wire.ts';

const application = sharedApplication();

it('cuts off a client that does not read, and goes on with the others', async () => {
  const ada = await present(application, 'ada');
  const alan = await application.user('alan');
  const grace = await present(application, 'grace');
  const conversationId = await group(ada, grace);
  await ada.client.ok('conversation.add', { conversationId, userIds: [alan.id] });
  const subscribe = JSON.stringify({
    action: 'subscribe',
    chat_ids: [await uuidOf(application, conversationId)],
  });
  const path = (token: string) => `/chats/ws?token=${token}`;
  const deaf = await openWire(application.address, path(alan.token));
  deaf.write(textFrame(subscribe));
  await deaf.text(0);
  deaf.socket.pause();
  const reader = openRaw(application.address, path(grace.user.token));
  await reader.send(subscribe);
  await reader.frame(0);

  const session = { id: ada.user.sessionId, account: ada.user.account, expiresAt: Infinity };
  const say = (content: string) => application.core.messages.send(session, { conversationId, content });
  // One burst far over what may stay unread: whoever reads it is not cut off.
  await Promise.all(Array.from({ length: 500 }, () => say('€'.repeat(16_000))));
  let gone = false;
  const leaving = ada.client
    .next('presence', ({ userId, online }) => userId === alan.id && !online)
    .then(() => (gone = true));
  let said = 500;
  for (; !gone; said++) await say('more');
  await leaving;
  await say('last');
  await reader.next((frame) => frame.message === 'last');
  // The line that somebody was added may come before or after the subscription.
  const heard = reader.frames.filter((frame) => /"message":"(€+|more|last)"/.test(JSON.stringify(frame)));
  expect(heard).toHaveLength(said + 1);

  deaf.socket.resume();
  await deaf.gone();
  expect(deaf.texts().length - 1).toBeLessThan(said);
  reader.close();
});
