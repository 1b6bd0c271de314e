import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import { directPair, present } from '#server/testing/conversations.ts';
import { limits } from '#server/protocol/limits.ts';

const application = sharedApplication();

const begin = async (client: HubClient) =>
  (await client.ok('conversation.assistant', { clientId: randomUUID() })).conversationId;
const pinned = async (client: HubClient) => (await client.ok('pin.list', {})).items.map(({ id }) => id);

it('stands on every device of its user, and of nobody else', async () => {
  const ada = await present(application, 'ada');
  const [other, eve] = [await application.connect(ada.user), await present(application, 'eve')];
  const [first, second] = [await begin(ada.client), await begin(ada.client)];
  await ada.client.ok('pin.set', { conversationId: first, on: true });
  await other.next('pins');
  expect(await pinned(other)).toEqual([first]);
  await other.ok('pin.set', { conversationId: second, on: true });
  await ada.client.when(() => (ada.client.all('pins').length === 2 ? true : undefined), 'both pins');
  expect(await pinned(ada.client)).toEqual([second, first]);

  // Twice changes nothing.
  await ada.client.ok('pin.set', { conversationId: first, on: true });
  await ada.client.ok('pin.set', { conversationId: first, on: false });
  await other.when(() => (other.all('pins').length === 3 ? true : undefined), 'the end of a pin');
  expect(await pinned(other)).toEqual([second]);
  await ada.client.ok('conversation.leave', { conversationId: second });
  expect(await pinned(ada.client)).toEqual([]);
  await eve.client.settled();
  expect(eve.client.all('pins')).toEqual([]);
});

it('is for one’s own conversations with the assistant', async () => {
  const ada = await present(application, 'ada');
  const mine = await begin(ada.client);
  const gone = await begin(ada.client);
  await ada.client.ok('conversation.leave', { conversationId: gone });
  const pair = await directPair(application);
  const admin = await application.connect(await application.user('boss', 'ADMIN'));
  const asked = [
    [pair.ada, mine],
    [admin, mine],
    [pair.ada, pair.conversationId],
    [ada.client, gone],
    [ada.client, 999_999],
  ] as const;
  for (const [client, conversationId] of asked)
    for (const on of [true, false])
      expect((await client.refused('pin.set', { conversationId, on })).code).toBe('conversation_not_found');
});

it('is given to so many at most, also of those that are pinned at once', async () => {
  const { client } = await present(application, 'ada');
  const ids = await Promise.all(Array.from({ length: limits.pins + 2 }, () => begin(client)));
  const answers = await Promise.all(
    ids.map((conversationId) => client.command('pin.set', { conversationId, on: true })),
  );
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
  expect(refused).toEqual(['too_many_pins', 'too_many_pins']);
  expect(await pinned(client)).toHaveLength(limits.pins);
});
