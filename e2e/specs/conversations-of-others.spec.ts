import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ allowedProblems: /status of 404/ });

test('a conversation of others and a missing one look the same, as a page and over REST and hub', async ({
  data,
  ada,
  api,
  hub,
}) => {
  const [grace, linus] = [await data.user('Grace'), await data.user('Linus')];
  const theirs = await data.direct(grace, linus);
  const [message] = await data.messages(theirs, [{ from: grace, content: 'Only for Linus' }]);
  const [rest, client] = [await api(ada), await hub(ada)];
  const missing = 999_999_999;

  const ask = async (id: number, messageId: number) => {
    const page = await ada.page.goto(`/chats/${id}`);
    await expect(ada.page.getByText('This conversation is not there, or you are not in it.')).toBeVisible();
    const answers = [
      await rest.get(`/api/chats/conversations/${id}/messages`),
      await rest.post(`/api/chats/conversations/${id}/messages`, {
        data: { message_type: 'text', content: 'Let me in' },
      }),
      await rest.post(`/api/chats/conversations/${id}/participants`, { data: { userId: ada.id } }),
      await rest.delete(`/api/chats/conversations/${id}/participants/${ada.id}`),
    ];
    return {
      page: page?.status(),
      title: await ada.page.title(),
      rest: await Promise.all(answers.map(async (answer) => [answer.status(), await answer.json()])),
      hub: [
        await client.ask('conversation.open', { conversationId: id }),
        await client.ask('conversation.history', { conversationId: id }),
        await client.ask('conversation.changes', { conversationId: id, since: 0 }),
        await client.ask('message.send', { conversationId: id, content: 'Let me in', clientId: 'one' }),
        await client.ask('conversation.read', { conversationId: id, seq: 1 }),
        await client.ask('conversation.rename', { conversationId: id, title: 'Mine' }),
        await client.ask('conversation.add', { conversationId: id, userIds: [ada.id] }),
        await client.ask('conversation.leave', { conversationId: id }),
        await client.ask('message.edit', { messageId, content: 'Mine' }),
        await client.ask('message.delete', { messageId }),
        await client.ask('message.react', { messageId, emoji: '👍', on: true }),
      ],
    };
  };

  const foreign = await ask(theirs, message?.id ?? 0);
  expect(foreign).toEqual(await ask(missing, missing));
  expect(foreign.page).toBe(404);
  for (const answer of foreign.hub) expect(answer.ok).toBe(false);
  for (const [status] of foreign.rest) expect(status).toBe(404);
  expect(await data.stored(theirs)).toEqual([{ seq: 1, content: 'Only for Linus', deleted: false }]);
});

test('an address that names nothing says so', async ({ ada }) => {
  for (const id of ['nonsense', '0', '-1', '1e3', '99999999999999999999']) {
    expect((await ada.page.goto(`/chats/${id}`))?.status()).toBe(404);
    await expect(ada.page.getByText('This conversation is not there, or you are not in it.')).toBeVisible();
  }
});

test('somebody with whom one shares nothing can be written to, but not watched', async ({ data, hub }) => {
  const [ada, stranger] = [await data.user('Ada'), await data.user('Stranger')];
  const client = await hub(ada);
  await hub(stranger);
  expect(await client.send('people.get', { userIds: [stranger.id] })).toMatchObject({
    people: [{ id: stranger.id, name: 'Stranger' }],
  });
  expect(await client.send('presence.get', { userIds: [stranger.id] })).toEqual({ presences: [] });
});
