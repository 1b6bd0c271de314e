import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { createStore } from '#db/store.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { readAhead } from '#server/core/runs/reading-ahead.ts';
import type { Store } from '#server/core/store.ts';
import type { Message } from '#server/protocol/conversation.ts';

let test: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
let store: Store;
let ada = 0;

const answerer = { lookUp: () => Promise.resolve([]) };

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, () => undefined);
  store = createStore(database);
  const account = await store.users.create({
    username: 'ada',
    name: 'Ada',
    email: 'ada@example.com',
    passwordHash: '',
    role: 'USER',
  });
  ada = account?.id ?? 0;
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

/** A conversation with the assistant in which something was said, and then a prompt. */
async function asked(key: string) {
  const { id } = await store.conversations.createAssistant({ creatorId: ada, title: 'A title', key });
  const say = async (content: string, run?: { model: null }): Promise<Message> => {
    const draft = { conversationId: id, senderId: ada, clientId: content, content, replyToId: null, run };
    const [outcome] = await store.conversations.insert([{ ...draft, kind: 'text' }]);
    if (outcome?.status !== 'stored') throw new Error('It was not stored');
    return outcome.message;
  };
  return { earlier: await say('Earlier'), prompt: await say('And now?', { model: null }) };
}

async function claim({ conversationId }: Message) {
  const claimed = await store.runs.claim(conversationId, crypto.randomUUID());
  if (!claimed) throw new Error('There is nothing to claim');
  return claimed;
}

it('is good for an answer where nothing has changed since the prompt', async () => {
  const { prompt } = await asked('quiet');
  const ahead = readAhead(prompt, { store: store.runs, answerer });
  expect(ahead.isGoodFor(await claim(prompt))).toBe(true);
  const { setting } = await ahead.known;
  expect(setting?.prompt.content).toBe('And now?');
  expect(setting?.earlier.map(({ content }) => content)).toEqual(['Earlier', 'And now?']);
});

it('is not where something was edited meanwhile, which the answer must not know', async () => {
  const { earlier, prompt } = await asked('edited');
  const ahead = readAhead(prompt, { store: store.runs, answerer });
  await ahead.known;
  await store.conversations.change(prompt.conversationId, (change) =>
    change.saveMessage(earlier.id, { content: 'Otherwise', edited: true }),
  );
  expect(ahead.isGoodFor(await claim(prompt))).toBe(false);
});
