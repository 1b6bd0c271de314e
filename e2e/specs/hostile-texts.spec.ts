import { randomUUID } from 'node:crypto';
import type { Locator } from '@playwright/test';
import type { TestData, TestUser } from '#e2e/fixtures/data.ts';
import { PAYLOADS } from '#e2e/fixtures/hostile-payloads.ts';
import { foundIn, watchForHostile } from '#e2e/fixtures/hostile-watch.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { test } from '#e2e/fixtures/with-model.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

/** Questions, each with its answer, that a page shows at once. */
const TURNS = 20;
/** How many are asked in earnest: the answer comes word by word. */
const STREAMED = 8;

/** On one line, as names and titles are. */
const line = (text: string, most: number) => text.replaceAll(/\s+/g, ' ').slice(0, most).trim();

/** People who are called like that, without a way to sign in. */
async function people({ database }: TestData, names: readonly string[]): Promise<TestUser[]> {
  const { rows } = await database.pool.query<TestUser>(
    `insert into users (username, name, email, role)
     select n.id, n.name, n.id || '@example.com', 'USER' from unnest($1::text[], $2::text[]) n (id, name)
     returning id, username, name, email, role, '' as password`,
    [names.map(() => randomUUID().slice(0, 30)), names],
  );
  return rows;
}

/** Gives each message of a conversation that has content a file of that name. */
async function attachFiles({ database }: TestData, conversationId: number): Promise<void> {
  await database.pool.query(
    `with named as (
       select id, sender_id, left(regexp_replace(content, '[\\s/]+', ' ', 'g'), 100) as name, gen_random_uuid() as file_id
       from messages where conversation_id = $1 and kind = 'text'
     ), added as (
       insert into files (id, uploader_id, name, mime_type, size)
       select file_id, sender_id, name, 'text/plain', 5 from named
     )
     update messages m set kind = 'file', file_id = n.file_id from named n where m.id = n.id`,
    [conversationId],
  );
}

/** A conversation in which each text is a question and the answer to it; the answer cites two articles. */
async function answered(data: TestData, owner: TestUser, texts: readonly string[]): Promise<number> {
  const conversationId = await data.assistant(owner);
  await data.messages(
    conversationId,
    texts.flatMap((content) => [
      { from: owner, content },
      { from: owner, content },
    ]),
  );
  const citations = texts.slice(0, 2).map((text, index) => ({
    n: index + 1,
    slug: 'support-chats',
    language: 'en',
    title: line(text, 100),
    anchor: line(text, 60),
  }));
  await data.database.pool.query(
    `update messages a set prompt_id = p.id, provider = 'fake', model = 'fake-model', citations = $2::jsonb,
       sender_id = (select id from users where role = 'ASSISTANT')
     from messages p
     where a.conversation_id = $1 and a.seq % 2 = 0 and p.conversation_id = $1 and p.seq = a.seq - 1`,
    [conversationId, JSON.stringify(citations)],
  );
  return conversationId;
}

/** Reads a list to its end; resolves when so many rows were in the document. */
async function readList(list: Locator, count: number): Promise<void> {
  const seen = new Set<string>();
  const readOn = async () => {
    const ids = await list.locator('[data-conversation-id]').evaluateAll((rows) => {
      rows.at(-1)?.scrollIntoView({ block: 'start' });
      return rows.map((row) => row.getAttribute('data-conversation-id') ?? '');
    });
    for (const id of ids) seen.add(id);
    return seen.size;
  };
  await expect.poll(readOn, { intervals: [20] }).toBeGreaterThanOrEqual(count);
}

test.beforeEach(() => expect(new Set(PAYLOADS).size).toBe(300));

test('texts, names of people and of files stay texts in a chat', async ({ data, ada }) => {
  test.slow();
  await watchForHostile(ada.context);
  const others = await people(
    data,
    PAYLOADS.map((text) => line(text, 60)),
  );
  const id = await data.group(line(PAYLOADS[30] ?? '', 120), [ada, ...others]);
  await data.messages(
    id,
    PAYLOADS.map((content, index) => ({ from: others[index] ?? ada, content })),
  );
  await attachFiles(data, id);
  await ada.open(id);
  // A page opens where the unread ones begin.
  await ada.conversation.toLatest();
  const shown = await ada.conversation.history();
  const texts = new Set(shown.map(({ content }) => content));
  expect(PAYLOADS.filter((text) => !texts.has(text))).toEqual([]);
  expect(await foundIn(ada.page)).toEqual([]);
});

test('titles and subjects stay texts in lists', async ({ data, ada }) => {
  test.slow();
  await watchForHostile(ada.context);
  for (const text of PAYLOADS) {
    await data.group(line(text, 120), [ada]);
    await data.support(ada, line(text, 120));
  }
  await ada.chats.open();
  await readList(ada.chats.list, PAYLOADS.length);
  expect(await foundIn(ada.page)).toEqual([]);
  await ada.support.open();
  await readList(ada.support.list, PAYLOADS.length);
  expect(await foundIn(ada.page)).toEqual([]);
});

test('questions and answers do no more than Markdown may', async ({ data, ada }) => {
  test.slow();
  await watchForHostile(ada.context);
  const { answers } = new AssistantPage(ada.page);
  for (let from = 0; from < PAYLOADS.length; from += TURNS) {
    const id = await answered(data, ada, PAYLOADS.slice(from, from + TURNS));
    await ada.page.goto(`/assistant/${id}`);
    await expect(answers).toHaveCount(TURNS);
    // Until it is drawn, an answer stands there as it was written.
    await expect(ada.page.locator('.markdown > .whitespace-pre-wrap')).toHaveCount(0);
    expect(await foundIn(ada.page)).toEqual([]);
  }
});

test('nor while an answer is being written', async ({ ada }) => {
  test.slow();
  await watchForHostile(ada.context);
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  const step = Math.floor(PAYLOADS.length / STREAMED);
  for (let nth = 0; nth < STREAMED; nth += 1) await assistant.ask(PAYLOADS[nth * step] ?? '', nth + 1);
  expect(await foundIn(ada.page)).toEqual([]);
});
