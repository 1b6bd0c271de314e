import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { type Sockets, connectAll, sendersOf } from './dialects.ts';
import { groupOf, type Place } from './places.ts';

/** Together more than a hundred sockets: a room so large rests between two changes. */
const PEOPLE = 7;
const SOCKETS_EACH = 3;
const MESSAGES_EACH = 4;

const application = sharedApplication({ CONNECTION_LIMIT: '100' });
let place: Place;
const sockets: { user: TestUser; sockets: Sockets }[] = [];

beforeAll(async () => {
  serveRoutes(application);
  const [owner, ...others] = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => application.user(`busy${index}`)),
  );
  if (!owner) throw new Error('Nobody is there');
  place = await groupOf(application, owner, ...others);
  for (const user of place.people)
    for (let count = 0; count < SOCKETS_EACH; count += 1)
      sockets.push({ user, sockets: await connectAll(application, user, place.conversation) });
}, 60_000);
afterAll(() => {
  for (const { sockets: mine } of sockets) for (const voice of mine.values()) voice.close();
});

it('tells every socket of a busy room everything once, in order, though several messages at a time', async () => {
  const unheard = (await storedIn(application, place.conversation.id)).length;
  const senders = sockets
    .filter((_, index) => index % SOCKETS_EACH === 0)
    .flatMap(({ user, sockets: mine }) => sendersOf(user, mine));
  const sent = Array.from({ length: MESSAGES_EACH }, (_, round) =>
    senders.map((sender, index) => sender.send(place.conversation, `${round}/${index}`)),
  ).flat();
  expect(new Set(await Promise.all(sent))).toEqual(new Set(['stored']));
  await senders[0]?.send(place.conversation, 'the last');

  const stored = (await storedIn(application, place.conversation.id)).slice(unheard);
  expect(stored).toHaveLength(sent.length + 1);
  const voices = sockets.flatMap(({ sockets: mine }) => [...mine]);
  for (const [{ name, pushOf }, voice] of voices) {
    await voice.heard('the last');
    expect([name, voice.pushes().map(({ frame }) => frame)]).toEqual([name, stored.map(pushOf)]);
  }
  // A change of the hub is one frame, however many messages it has.
  const [, hub] = voices.find(([{ name }]) => name === 'hub') ?? [];
  expect(hub?.frames().length).toBeLessThan(stored.length);
}, 60_000);
