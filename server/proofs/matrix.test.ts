import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { type Sender, type Sockets, connectAll, sendersOf, sending } from './dialects.ts';
import { latestBySupport, readings } from './fresh-readers.ts';
import { type Place, places } from './places.ts';

const MESSAGES = 200;

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

interface Present {
  user: TestUser;
  sockets: Sockets;
  senders: Sender[];
}

describe.each(Object.entries(places))('in %s', (_kind, makePlace) => {
  let place: Place;
  let present: Present[];
  /** Messages that were there before anybody listened: lines about the conversation itself. */
  let unheard: number;

  beforeAll(async () => {
    place = await makePlace(application);
    unheard = (await storedIn(application, place.conversation.id)).length;
    present = await Promise.all(
      place.people.map(async (user) => {
        const sockets = await connectAll(application, user, place.conversation);
        return { user, sockets, senders: sendersOf(user, sockets) };
      }),
    );
  });
  afterAll(() => {
    for (const { sockets } of present) for (const voice of sockets.values()) voice.close();
  });

  /**
   * Once everybody has heard the last one: what each socket was ever pushed is what is stored, each message once, in its
   * place, in the dialect's own shape. Answers what is stored.
   */
  async function expectAllHeard(last: string) {
    const stored = await storedIn(application, place.conversation.id);
    const heard = stored.slice(unheard);
    for (const { user, sockets } of present)
      for (const [{ name, pushOf }, voice] of sockets) {
        await voice.heard(last);
        const who = `${user.account.username} on ${name}`;
        expect([who, voice.pushes().map(({ frame }) => frame)]).toEqual([who, heard.map(pushOf)]);
      }
    return stored;
  }

  it.each(sending)('what is sent over %s is heard once in every dialect', async (name) => {
    for (const { user, senders } of present) {
      const text = `${user.account.username} by ${name}`;
      const sender = senders.find((each) => each.name === name);
      const answer = await sender?.ask(place.conversation, text);
      const message = (await expectAllHeard(text)).at(-1);
      expect(message).toMatchObject({ content: text, sender: { id: user.id } });
      expect(answer).toEqual(message && sender?.answerOf(message));
    }
  });

  it(`${MESSAGES} messages of all senders at once have one order, for who heard them and who reads them`, async () => {
    const all = present.flatMap(({ senders }) => senders);
    const sent = Array.from({ length: Math.ceil(MESSAGES / all.length) }, (_, round) =>
      all.map((sender, index) => sender.send(place.conversation, `${round}/${index}`)),
    ).flat();
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['stored']));
    await all[0]?.send(place.conversation, 'the last');

    const texts = (await expectAllHeard('the last')).map(({ content }) => content);
    expect(new Set(texts.slice(-sent.length - 1)).size).toBe(sent.length + 1);
    for (const { user } of present) {
      for (const [by, read] of Object.entries(readings))
        expect([by, await read(application, user, place.conversation)]).toEqual([by, texts]);
      expect(await latestBySupport(application, user, place.conversation)).toEqual(texts.slice(-50));
    }
    // Nothing came twice meanwhile.
    await expectAllHeard('the last');
  });
});
