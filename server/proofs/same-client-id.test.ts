import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { type Sender, type Sockets, connectAll, sendersOf, sending } from './dialects.ts';
import { type Place, groupOf, places } from './places.ts';

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

/** Every two of them, and each with itself. */
const pairs = sending.flatMap((one, place) => sending.slice(place).map((other) => [one, other] as const));

describe.each(Object.entries(places))('the same clientId in %s', (_kind, makePlace) => {
  let place: Place;
  let reader: Sockets;
  /** The same user twice: two sockets in each dialect. */
  let own: Sockets[];
  let senders: Sender[][];

  beforeAll(async () => {
    place = await makePlace(application);
    const [writer, other] = place.people as [TestUser, TestUser];
    own = await Promise.all([1, 2].map(() => connectAll(application, writer, place.conversation)));
    reader = await connectAll(application, other, place.conversation);
    senders = own.map((sockets) => sendersOf(writer, sockets));
  });
  afterAll(() => {
    for (const sockets of [reader, ...own]) for (const voice of sockets.values()) voice.close();
  });

  /** The sender of that dialect; the second one is another socket. */
  function sender(name: string, which: 0 | 1 = 0): Sender {
    const found = senders[which]?.find((each) => each.name === name);
    if (!found) throw new Error(`Nobody sends over ${name}`);
    return found;
  }

  /**
   * Sends other texts under one clientId at once. Answers what each was answered and what each socket heard of it, beside
   * what both are if one message was stored.
   */
  async function repeat(asked: readonly Sender[], clientId: string = randomUUID()) {
    const { conversation } = place;
    const answers = await Promise.all(
      asked.map(({ ask, name }, index) => ask(conversation, `${clientId} ${index} by ${name}`, clientId)),
    );
    const stored = (await storedIn(application, conversation.id)).filter(
      (message) => message.clientId === clientId,
    );
    const last = `after ${randomUUID()}`;
    await sender('hub').send(conversation, last);
    const heard: unknown[] = [];
    const toHear: unknown[] = [];
    for (const sockets of [reader, ...own])
      for (const [{ name, pushOf }, voice] of sockets) {
        await voice.heard(last);
        const pushes = voice.pushes().filter(({ text }) => text.startsWith(clientId));
        heard.push([name, ...pushes.map(({ frame }) => frame)]);
        toHear.push([name, ...stored.slice(0, 1).map(pushOf)]);
      }
    return {
      found: { stored: stored.length, answers, heard },
      once: {
        stored: 1,
        answers: asked.flatMap(({ answerOf }) => stored.slice(0, 1).map(answerOf)),
        heard: toHear,
      },
    };
  }

  it.each(pairs)('at once over %s and %s is one message', async (one, other) => {
    const { found, once } = await repeat([sender(one), sender(other, 1)]);
    expect(found).toEqual(once);
  });

  it('at once over every dialect and REST, three times each, is one message', async () => {
    const { found, once } = await repeat([1, 2, 3].flatMap(() => senders[0] ?? []));
    expect(found).toEqual(once);
  });

  it.each(sending)('first over %s, then over all others, is the first message', async (name) => {
    const clientId = randomUUID();
    for (const asked of [[sender(name)], [sender(name), ...(senders[1] ?? [])]]) {
      const { found, once } = await repeat(asked, clientId);
      expect(found).toEqual(once);
    }
  });

  it('of another sender is another message', async () => {
    const [, other] = place.people as [TestUser, TestUser];
    const clientId = randomUUID();
    const all = [...(senders[0] ?? []), ...sendersOf(other, reader)];
    const sent = all.map(({ send, name }) => send(place.conversation, `two by ${name}`, clientId));
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['stored']));
    const stored = (await storedIn(application, place.conversation.id)).filter(
      (message) => message.clientId === clientId,
    );
    expect(new Set(stored.map((message) => message.sender.id)).size).toBe(2);
    expect(stored).toHaveLength(2);
  });
});

it('of one sender in two conversations is two messages, over any dialects', async () => {
  const people = [await application.user('ada'), await application.user('grace')] as const;
  const [one, two] = [await groupOf(application, ...people), await groupOf(application, ...people)];
  const sockets = await connectAll(application, people[0], one.conversation, two.conversation);
  const clientId = randomUUID();
  for (const { send, name } of sendersOf(people[0], sockets))
    for (const { conversation } of [one, two])
      expect(await send(conversation, name, clientId)).toBe('stored');
  for (const { conversation } of [one, two]) {
    const stored = await storedIn(application, conversation.id);
    expect(stored.filter((message) => message.clientId === clientId)).toHaveLength(1);
  }
  for (const voice of sockets.values()) voice.close();
});
