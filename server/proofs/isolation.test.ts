import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '#server/core/session.ts';
import { type TestApplication, startApplication } from '#server/testing/application.ts';
import { answerTo, startAssistant } from '#server/testing/assistant.ts';
import { type Present, present, uuidOf } from '#server/testing/conversations.ts';
import { sessionOf } from '#server/testing/support.ts';
import { upload } from '#server/testing/uploads.ts';
import { injections, type Target } from './injections.ts';

/** Conversations in which is asked at the same time, and what is asked in each: what was said first stays known. */
const ROOMS = 10;
const PROMPTS = { alone: 120, inGroups: 80, withoutModel: 100 };
/** A loaded machine is slow: what passes does not wait for it. */
const timeout = 180_000;

/** Words that stand in one place each, and who may read it; null for everybody. */
class Canaries {
  readonly #readers = new Map<string, ReadonlySet<number> | null>();

  word(readers: readonly Present[] | null): string {
    const word = `canary${randomBytes(6).toString('hex')}`;
    this.#readers.set(word, readers && new Set(readers.map(({ user }) => user.id)));
    return word;
  }

  /** Those in the text that not all of these people may read. */
  leaked(text: string, people: readonly Present[]): string[] {
    return [...new Set(text.match(/canary[\da-f]{12}/g))].filter((word) => {
      const readers = this.#readers.get(word);
      return readers !== null && !people.every(({ user }) => readers?.has(user.id));
    });
  }
}

interface Scene {
  application: TestApplication;
  canaries: Canaries;
  /** Who asks. */
  mallory: Present;
  ada: Present;
  grace: Present;
  targets: Target[];
  /** In an article that everybody may read. */
  published: string;
}

const words = { title: (word: string) => `About ${word}`, said: (word: string) => `Between us: ${word}` };
const session = ({ user }: Present): Session => sessionOf(user);

/** People with conversations of every kind, each with words of its own, in the application. */
async function populate(application: TestApplication): Promise<Scene> {
  const canaries = new Canaries();
  const [mallory, ada, grace] = await Promise.all(
    ['mallory', 'ada', 'grace'].map((name) => present(application, name)),
  );
  const admin = { user: await application.user('admin', 'ADMIN') };
  if (!mallory || !ada || !grace) throw new Error('Somebody is missing');
  const { core } = application;
  const targets: Target[] = [];

  async function target(what: string, conversationId: number) {
    const uuid = await uuidOf(application, conversationId);
    targets.push({ name: `${what} ${conversationId}`, reference: uuid });
  }
  const say = async (by: Present, conversationId: number, readers: readonly Present[]) =>
    by.client.ok('message.send', {
      conversationId,
      content: words.said(canaries.word(readers)),
      clientId: randomUUID(),
    });
  /** A group that people were in, with what was said in it. */
  async function group(owner: Present, others: readonly Present[], readers: readonly Present[]) {
    const { conversationId } = await owner.client.ok('conversation.group', {
      title: words.title(canaries.word(readers)),
      userIds: others.map(({ user }) => user.id),
      clientId: randomUUID(),
    });
    await say(owner, conversationId, readers);
    return conversationId;
  }

  const direct = await ada.client.ok('conversation.direct', { userId: grace.user.id });
  await say(ada, direct.conversationId, [ada, grace]);
  const file = await upload(
    application,
    ada.user,
    canaries.word([ada, grace]),
    `${canaries.word([ada, grace])}.txt`,
  );
  await ada.client.ok('message.send', {
    conversationId: direct.conversationId,
    content: words.said(canaries.word([ada, grace])),
    clientId: randomUUID(),
    fileId: file.id,
  });
  await target('the direct chat', direct.conversationId);
  targets.push({ name: `the file ${file.id}`, reference: file.url });

  // His own, but not those of the others in a group that he asks in.
  const own = await mallory.client.ok('conversation.direct', { userId: ada.user.id });
  await say(ada, own.conversationId, [ada, mallory]);
  await target('the direct chat of Mallory and Ada', own.conversationId);

  await target('the group', await group(ada, [grace], [ada, grace]));
  const left = await group(ada, [mallory], [ada]);
  await say(mallory, left, [ada]);
  await mallory.client.ok('conversation.leave', { conversationId: left });
  await say(ada, left, [ada]);
  await target('the group that I left', left);
  const removed = await group(ada, [mallory], [ada]);
  await ada.client.ok('conversation.remove', { conversationId: removed, userId: mallory.user.id });
  await target('the group that I was removed from', removed);

  for (const client of [ada, mallory]) {
    const { chat } = await core.support.open(session(client), {
      title: words.title(canaries.word([client])),
      content: words.said(canaries.word([client])),
    });
    const conversationId = chat.id;
    await core.notes.add(sessionOf(admin.user), {
      conversationId,
      content: words.said(canaries.word([])),
      clientId: randomUUID(),
    });
    await core.labels.set(sessionOf(admin.user), { conversationId, label: canaries.word([]), on: true });
    await target('the support chat', conversationId);
    targets.push({ name: `the internal notes of chat ${conversationId}`, reference: `${conversationId}` });
  }

  const asked = await ada.client.ok('conversation.assistant', { clientId: randomUUID() });
  const prompt = await say(ada, asked.conversationId, [ada]);
  await answerTo(ada.client, prompt.id);
  await application.pool.query('update conversations set title = $2, summary = $3 where id = $1', [
    asked.conversationId,
    words.title(canaries.word([ada])),
    words.said(canaries.word([ada])),
  ]);
  await target('the assistant conversation of Ada', asked.conversationId);

  const article = (slug: string, isPublished: boolean, word: string) =>
    core.articles.create(sessionOf(admin.user), {
      slug,
      language: 'en',
      title: `Handling of zebras ${word}`,
      body: `How are zebras handled? Zebras are handled with care: ${word}.`,
      published: isPublished,
    });
  const published = canaries.word(null);
  await article('zebras', true, published);
  await article('zebras-draft', false, canaries.word([]));
  await article('zebras-withdrawn', true, canaries.word([]));
  await core.articles.change(sessionOf(admin.user), 'zebras-withdrawn', 'en', { published: false });
  targets.push(
    { name: 'the draft of how zebras are handled', reference: 'zebras-draft' },
    { name: 'the article about zebras that was withdrawn', reference: 'zebras-withdrawn' },
  );
  return { application, canaries, mallory, ada, grace, targets, published };
}

/** Says something as Mallory; answers the answer where there is one. */
async function ask({ client }: Present, conversationId: number, content: string, replacesId?: number) {
  const { id } = await client.ok('message.send', {
    conversationId,
    content,
    clientId: randomUUID(),
    ...(replacesId !== undefined && { replacesId }),
  });
  return { id, answer: await answerTo(client, id) };
}

/** A conversation of Mallory's with the assistant, in which something is known, and something no longer. */
async function assistantRoom({ mallory, canaries }: Scene, known: string): Promise<number> {
  const { client } = mallory;
  const { conversationId } = await client.ok('conversation.assistant', { clientId: randomUUID() });
  // Answered without these words: what an answer repeats stays readable.
  const deleted = await ask(mallory, conversationId, `!words 3 ${words.said(canaries.word([]))}`);
  await client.ok('message.delete', { messageId: deleted.id });
  const edited = await ask(mallory, conversationId, `!words 3 ${words.said(canaries.word([]))}`);
  await client.ok('message.edit', { messageId: edited.id, content: 'Nothing' });
  await ask(mallory, conversationId, words.said(known));
  return conversationId;
}

/** The same among people. */
async function groupRoom({ mallory, ada, grace, canaries }: Scene, known: string): Promise<number> {
  const { conversationId } = await ada.client.ok('conversation.group', {
    title: 'Plans',
    userIds: [mallory, grace].map(({ user }) => user.id),
    clientId: randomUUID(),
  });
  const say = (content: string) =>
    ada.client.ok('message.send', { conversationId, content, clientId: randomUUID() });
  const deleted = await say(words.said(canaries.word([])));
  await ada.client.ok('message.delete', { messageId: deleted.id });
  const edited = await say(words.said(canaries.word([])));
  await ada.client.ok('message.edit', { messageId: edited.id, content: 'Nothing' });
  await say(words.said(known));
  return conversationId;
}

/** From here on only Mallory listens: it is faster. */
const leaveAlone = ({ ada, grace }: Scene) => {
  for (const { client } of [ada, grace]) client.close();
};

/** Does the same in each room at once, with its share of the prompts. */
async function inEach(rooms: readonly number[], prompts: readonly string[], work: Ask): Promise<void> {
  await Promise.all(
    rooms.map(async (room, index) => {
      for (const prompt of prompts.filter((_, at) => at % rooms.length === index)) await work(room, prompt);
    }),
  );
}
type Ask = (room: number, prompt: string) => Promise<unknown>;

/** What is stored of these conversations, as text, but their titles: those are their owner's, and no model is told them. */
async function storedIn({ application }: Scene, rooms: readonly number[]): Promise<string> {
  const { rows } = await application.pool.query<{ text: string }>(
    `select concat_ws(' ', c.summary, m.content, m.precis, r.content, r.citations::text) as text
     from conversations c join messages m on m.conversation_id = c.id left join runs r on r.message_id = m.id
     where c.id = any($1)`,
    [rooms],
  );
  return rows.map(({ text }) => text).join('\n');
}

const made = (make: () => Promise<number>): Promise<number[]> =>
  Promise.all(Array.from({ length: ROOMS }, make));

describe('the assistant knows nothing that those who read its answer may not read', () => {
  describe('with a model that repeats all that it was told', () => {
    let model: Awaited<ReturnType<typeof startAssistant>>['model'];
    let scene: Scene;

    beforeAll(async () => {
      const application = await startAssistant(undefined, {
        inOnePiece: ({ messages }) => `A title\n${messages.map(({ content }) => content).join(' ')}`,
      });
      ({ model } = application);
      scene = await populate(application);
    });
    afterAll(() => scene.application.stop());

    it(`${PROMPTS.alone} prompts in conversations with it`, { timeout }, async () => {
      const { canaries, mallory, targets } = scene;
      const known = canaries.word([mallory]);
      const rooms = await made(() => assistantRoom(scene, known));
      const before = model.seen.length;
      const last = new Map<number, number>();
      // Each takes the place of the one before it: otherwise the answers, which hold all, would fill what may be known.
      await inEach(rooms, injections(targets, PROMPTS.alone), async (room, prompt) => {
        const { id, answer } = await ask(mallory, room, `${prompt} !echo`, last.get(room));
        last.set(room, id);
        expect(canaries.leaked(answer.content, [mallory])).toEqual([]);
        expect(answer.content).toContain(known);
      });
      const told = model.seen.slice(before).map(({ request }) => JSON.stringify(request));
      expect(told.length).toBeGreaterThanOrEqual(PROMPTS.alone);
      expect(told.flatMap((request) => canaries.leaked(request, [mallory]))).toEqual([]);
      expect(canaries.leaked(await storedIn(scene, rooms), [mallory])).toEqual([]);
      expect(scene.application.faults).toEqual([]);
    });

    it(`${PROMPTS.inGroups} prompts in groups`, { timeout }, async () => {
      const { canaries, mallory, ada, grace, targets } = scene;
      const people = [mallory, ada, grace];
      const known = canaries.word(people);
      const rooms = await made(() => groupRoom(scene, known));
      leaveAlone(scene);
      const before = model.seen.length;
      await inEach(rooms, injections(targets, PROMPTS.inGroups), async (room, prompt) => {
        const { answer } = await ask(mallory, room, `@assistant ${prompt} !words 1`);
        expect(canaries.leaked(answer.content, people)).toEqual([]);
      });
      for (const room of rooms) {
        const { answer } = await ask(mallory, room, '@assistant !echo');
        expect(canaries.leaked(answer.content, people)).toEqual([]);
        expect(answer.content).toContain(known);
      }
      const told = model.seen.slice(before).map(({ request }) => JSON.stringify(request));
      expect(told.length).toBeGreaterThanOrEqual(PROMPTS.inGroups);
      for (const request of told) {
        expect(canaries.leaked(request, people)).toEqual([]);
        expect(request).toContain(known);
      }
      expect(canaries.leaked(await storedIn(scene, rooms), people)).toEqual([]);
      expect(scene.application.faults).toEqual([]);
    });
  });

  describe('without a model', () => {
    let scene: Scene;

    beforeAll(async () => {
      scene = await populate(await startApplication({ ASSISTANT_LIMIT: 'off' }));
    });
    afterAll(() => scene.application.stop());

    it(`${PROMPTS.withoutModel} prompts, which the help articles answer`, { timeout }, async () => {
      const { canaries, mallory, ada, grace, targets, published } = scene;
      const people = [mallory, ada, grace];
      const known = canaries.word([mallory]);
      const chats = await made(() => assistantRoom(scene, known));
      const groups = await made(() => groupRoom(scene, canaries.word(people)));
      leaveAlone(scene);
      const prompts = injections(targets, PROMPTS.withoutModel);
      const heard: string[] = [];
      await inEach([...chats, ...groups], prompts, async (room, prompt) => {
        const { answer } = await ask(mallory, room, `@assistant ${prompt}`);
        heard.push(JSON.stringify(answer));
      });
      expect(heard.flatMap((answer) => canaries.leaked(answer, people))).toEqual([]);
      for (const room of [chats[0], groups[0]]) {
        const { answer } = await ask(mallory, room ?? 0, '@assistant How are zebras handled?');
        expect(answer.content).toContain(published);
        expect(canaries.leaked(JSON.stringify(answer), people)).toEqual([]);
      }
      expect(canaries.leaked(await storedIn(scene, chats), [mallory])).toEqual([]);
      expect(canaries.leaked(await storedIn(scene, groups), people)).toEqual([]);
    });
  });
});
