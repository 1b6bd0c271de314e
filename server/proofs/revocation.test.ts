import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Goodbye } from '#server/dialects/conformance.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { type Pair, twoApart, twoInstances } from '#server/testing/instances.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { type Sockets, connectAll, connectEvery } from './dialects.ts';
import { type Place, groupOf } from './places.ts';
import { startQuietTime } from './quiet-time.ts';
import { endings, register, renewPassword, signInAgain } from './sign-in.ts';

/** What every document promises (protocols, "Who may connect"). */
const WITHIN_MS = 2_000;
const HOUR_MS = 3_600_000;

/** Two sessions of one person on every dialect of two instances. */
const settings = { CONNECTION_LIMIT: '24' };

const pairs: [name: string, start: () => Pair][] = [
  ['that Redis joins', () => twoInstances(settings)],
  ['with nothing but the store between them', () => twoApart(settings)],
];

describe.each(pairs)('on two instances %s', (_name, start) => {
  const pair = start();
  const both = () => [pair.one, pair.other];
  beforeAll(() => serveRoutes(pair.one));

  const onBoth = (connect: typeof connectAll, user: TestUser, { conversation }: Place): Promise<Sockets[]> =>
    Promise.all(both().map((application) => connect(application, user, conversation)));

  /** A group of Ada's with Grace, and the sockets of both on both instances. */
  async function scene(ada: TestUser) {
    const grace = await pair.one.session(await pair.one.user('grace'), (24 * HOUR_MS) / 1_000);
    const place = await groupOf(pair.one, ada, grace);
    return {
      ada,
      grace,
      place,
      sockets: await onBoth(connectEvery, ada, place),
      hers: await onBoth(connectAll, grace, place),
    };
  }
  type Stage = Awaited<ReturnType<typeof scene>>;

  /** How each of them was told goodbye, which has to be in time. */
  async function goodbyesTo(sockets: readonly Sockets[]): Promise<[string, Goodbye][]> {
    const time = startQuietTime(pair.one);
    const ends = await Promise.all(
      sockets.flatMap((voices) =>
        [...voices].map(async ([{ name }, voice]): Promise<[string, Goodbye]> => [name, await voice.ended()]),
      ),
    );
    expect(await time.stop()).toBeLessThan(WITHIN_MS);
    return ends;
  }

  /** How their documents have it. */
  const documented = (sockets: readonly Sockets[], how: 'revoked' | 'expired') =>
    sockets.flatMap((voices) => [...voices.keys()].map(({ name, goodbyes }) => [name, goodbyes[how]]));

  /** Grace says something on that instance. */
  const say = (application: TestApplication, { grace, place }: Stage, content: string) =>
    application.core.messages.send(sessionOf(grace), { conversationId: place.conversation.id, content });

  /** What is said from now on reaches Grace's sockets, and no other. */
  async function expectSilence(stage: Stage) {
    const { ada, sockets, hers } = stage;
    for (const [index, application] of both().entries()) {
      const text = `after the end ${index}`;
      await say(application, stage, text);
      for (const voice of hers[index]?.values() ?? []) await voice.heard(text);
      for (const [{ goodbyes, refused }, voice] of sockets[index] ?? []) {
        expect(voice.texts()).not.toContain(text);
        expect(await refused(application, ada.token)).toEqual(goodbyes.invalid);
      }
    }
    for (const voices of hers) for (const voice of voices.values()) voice.close();
  }

  it.each(Object.entries(endings))(
    'no socket of any dialect outlives %s by two seconds',
    async (_end, end) => {
      const stage = await scene(await register(pair.one));
      await end(pair.one, stage.ada);
      expect(await goodbyesTo(stage.sockets)).toEqual(documented(stage.sockets, 'revoked'));
      await expectSilence(stage);
    },
  );

  it('no socket of any dialect outlives its token by two seconds', async () => {
    const stage = await scene(await register(pair.one));
    // Grace's lasts longer than what passes here in an instant.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * HOUR_MS });
    onTestFinished(() => void vi.useRealTimers());
    expect(await goodbyesTo(stage.sockets)).toEqual(documented(stage.sockets, 'expired'));
    await expectSilence(stage);
  });

  it('who changes the password keeps the sockets of that very session', async () => {
    const ada = await register(pair.one);
    const stage = await scene(ada);
    const lost = await onBoth(connectEvery, await signInAgain(pair.one, ada.account.email), stage.place);
    await renewPassword(ada.token);
    expect(await goodbyesTo(lost)).toEqual(documented(lost, 'revoked'));
    const alive: string[] = [];
    for (const [index, application] of both().entries()) {
      const text = `still there ${index}`;
      await say(application, stage, text);
      const voices = [...(stage.sockets[index]?.entries() ?? [])].filter(
        ([{ name }]) => name !== 'assistant',
      );
      for (const [{ name }, voice] of voices) {
        await voice.heard(text);
        alive.push(name);
      }
    }
    expect(alive).toHaveLength(10);
    for (const voices of [...stage.sockets, ...stage.hers])
      for (const voice of voices.values()) voice.close();
  });
});
