import { randomUUID } from 'node:crypto';
import type { Sent } from '#server/protocol/hub.ts';
import { restMessage } from '#server/protocol/rest.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test('the same client id five times at once, over sockets and REST, is one message', async ({
  api,
  data,
  hub,
}) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  const [one, two, rest] = [await hub(ada), await hub(ada), await api(ada)];
  const message = { content: 'once', clientId: randomUUID() };

  const bySocket = (client: typeof one): Promise<Sent> =>
    client.send('message.send', { conversationId, ...message });
  const byRest = async () => {
    const answer = await rest.post(`/api/chats/conversations/${conversationId}/messages`, {
      data: { message_type: 'text', ...message },
    });
    expect(answer.status()).toBe(201);
    return restMessage.parse(await answer.json());
  };
  const [a, b, c, d, e] = await Promise.all([
    bySocket(one),
    byRest(),
    bySocket(two),
    byRest(),
    bySocket(one),
  ]);

  for (const other of [c, e]) expect(other).toEqual(a);
  expect(d).toEqual(b);
  expect({ id: b.id, conversationId: b.conversation_id, createdAt: b.timestamp }).toEqual({
    id: a.id,
    conversationId: a.conversationId,
    createdAt: a.createdAt,
  });
  expect(await data.stored(conversationId)).toEqual([{ seq: 1, content: 'once', deleted: false }]);
});

test('the same client id of another person, or in another conversation, is another message', async ({
  data,
  hub,
}) => {
  const [ada, grace, linus] = [await data.user('Ada'), await data.user('Grace'), await data.user('Linus')];
  const [first, second] = [await data.direct(ada, grace), await data.direct(ada, linus)];
  const [byAda, byGrace] = [await hub(ada), await hub(grace)];
  const message = { content: 'hello', clientId: randomUUID() };

  const sent = [
    await byAda.send('message.send', { conversationId: first, ...message }),
    await byGrace.send('message.send', { conversationId: first, ...message }),
    await byAda.send('message.send', { conversationId: second, ...message }),
  ];
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  expect(await data.stored(first)).toHaveLength(2);
});

test('a repeated client id with another text answers the first one', async ({ data, hub }) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  const [client, reader] = [await hub(ada), await hub(grace)];
  const clientId = randomUUID();

  const first = await client.send('message.send', { conversationId, clientId, content: 'first' });
  const again = await client.send('message.send', { conversationId, clientId, content: 'second' });
  const last = await client.send('message.send', { conversationId, clientId: randomUUID(), content: 'last' });

  expect(again).toEqual(first);
  await reader.push('changes', ({ version }) => version >= last.version);
  const heard = reader.pushed.flatMap((push) => (push.event === 'changes' ? push.payload.messages : []));
  expect(heard.map(({ content }) => content)).toEqual(['first', 'last']);
});
