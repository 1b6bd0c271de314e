import { expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { connectAll } from './dialects.ts';
import { createDice } from './frames/dice.ts';
import type { Scene } from './frames/generated.ts';
import { type FrameDialect, frameDialects } from './frames/sockets.ts';
import { groupOf } from './places.ts';

/** Over all dialects. */
const FRAMES = 100_000;
/** Frames that are on their way at once. */
const BATCH = 200;
/** Put the seed of a failure here to have the very same frames again. */
const SEED: number | undefined = undefined;

const application = sharedApplication();

/** A user with a conversation, and one of somebody else. */
async function createScene(): Promise<Scene> {
  const [user, peer, stranger] = [
    await application.user('ada'),
    await application.user('grace'),
    await application.user('alan'),
  ];
  const { conversation: own } = await groupOf(application, user, peer);
  const { conversation: foreign } = await groupOf(application, stranger, peer);
  const missing = { id: 999_999_999, uuid: '00000000-0000-4000-8000-000000000000' };
  return { userId: user.id, token: user.token, own, foreign, missing };
}

/** Somebody who has nothing to do with it, on a socket of every dialect, and one who talks to them. */
async function createWitness() {
  const [talker, witness] = [await application.user('talker'), await application.user('witness')];
  const { conversation } = await groupOf(application, talker, witness);
  const sockets = await connectAll(application, witness, conversation);
  const said: string[] = [];
  return {
    said,
    async hears() {
      const content = `number ${said.length}`;
      said.push(content);
      await application.core.messages.send(sessionOf(talker), { conversationId: conversation.id, content });
      for (const voice of sockets.values()) await voice.heard(content);
    },
    heard: () => [...sockets.values()].map((voice) => voice.texts()),
    close() {
      for (const voice of sockets.values()) voice.close();
    },
  };
}

/** Sends that many frames and holds each answer against its document; answers the texts that were to be stored. */
async function bombard(
  { name, generate, open }: FrameDialect,
  scene: Scene,
  { count, seed, which }: { count: number; seed: number; which: number },
  after: (frames: number) => Promise<void>,
): Promise<string[]> {
  const dice = createDice(seed + which);
  const stored: string[] = [];
  let socket = await open(application, scene);
  for (let sent = 0; sent < count;) {
    const batch = [];
    while (batch.length < BATCH && sent + batch.length < count) {
      const frame = generate(dice, scene);
      batch.push(frame);
      // What comes after it would not be handled.
      if ('closed' in frame.fate) break;
    }
    const fates = await socket.send(batch);
    for (const [place, { frame, fate }] of batch.entries()) {
      try {
        expect(fates[place]).toEqual(fate);
      } catch (error) {
        const what = JSON.stringify(frame).slice(0, 500);
        throw new Error(`SEED = ${seed}; ${name} is sent ${what}; ${String(error)}`, { cause: error });
      }
    }
    sent += batch.length;
    stored.push(...batch.flatMap(({ stores }) => (stores === undefined ? [] : [stores])));
    if (fates.some((fate) => 'closed' in fate)) socket = await open(application, scene);
    await after(batch.length);
  }
  socket.close();
  return stored;
}

it(
  `${FRAMES} generated frames are each answered as documented, and harm nobody`,
  { timeout: 300_000 },
  async () => {
    const seed = SEED ?? Math.floor(Math.random() * 2 ** 31);
    const witness = await createWitness();
    const scenes = await Promise.all(frameDialects.map(createScene));
    const { messages: _before, versions: _version, ...before } = await application.rowCounts();
    let sent = 0;
    const after = async (frames: number) => {
      sent += frames;
      if (Math.floor(sent / 5_000) > witness.said.length) await witness.hears();
    };

    const stored = await Promise.all(
      frameDialects.map((dialect, index) => {
        const scene = scenes[index];
        if (!scene) throw new Error('There is a scene for each dialect');
        return bombard(
          dialect,
          scene,
          { count: Math.ceil(FRAMES / frameDialects.length), seed, which: index },
          after,
        );
      }),
    );

    expect(sent).toBeGreaterThanOrEqual(FRAMES);
    for (const [index, scene] of scenes.entries()) {
      const texts = (await storedIn(application, scene.own.id)).filter(
        ({ sender }) => sender.id === scene.userId,
      );
      // The first line says that the group was made.
      expect(texts.slice(1).map(({ content }) => content)).toEqual(stored[index]);
    }
    const { messages: _after, versions: _later, ...now } = await application.rowCounts();
    expect(now).toEqual(before);
    await witness.hears();
    for (const heard of witness.heard()) expect(heard).toEqual(witness.said);
    expect(application.faults).toEqual([]);
    witness.close();
  },
);
