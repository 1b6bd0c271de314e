import { expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

it('answers a prompt once, to every socket of its owner', async () => {
  const ada = await present(application, 'ada');
  const second = await application.connect(ada.user);
  const { conversationId } = await ada.client.ok('conversation.assistant', { clientId: 'one' });
  const prompt = await send(ada.client, conversationId, 'Is anybody there?');
  for (const client of [ada.client, second]) {
    const ended = await client.next('run', ({ state }) => state === 'COMPLETED');
    expect(ended).toMatchObject({ promptId: prompt.id, fallbackUsed: true, provider: 'knowledge' });
    const delta = await client.next('changes', ({ messages }) => messages.some(({ answer }) => answer));
    expect(delta.messages).toMatchObject([
      {
        id: ended.messageId,
        clientId: `run:${ended.id}`,
        answer: { promptId: prompt.id, status: 'COMPLETED' },
      },
    ]);
  }
  expect(await ada.client.ok('run.list', { conversationId })).toEqual({ runs: [] });
  expect(application.faults).toEqual([]);
});
