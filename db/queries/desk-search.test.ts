import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import type { TestDatabase } from '#db/test-cluster.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { searchStatement } from './desk-search.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, () => undefined);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

/** Clients with a support chat each, messages in them, and as many messages of ordinary conversations. */
async function busyDesk(clients: number, messages: number) {
  const { pool } = database;
  await pool.query(
    `insert into users (username, name, email, visitor)
     select 'client' || n, 'Client ' || n, 'client' || n || '@example.com', n % 2 = 0 from generate_series(1, $1::int) n`,
    [clients],
  );
  await pool.query(
    `insert into visitors (user_id, site, email) select id, 'https://shop.example', 'visitor' || id || '@example.org'
     from users where visitor`,
  );
  await pool.query(
    `with chat as (
       insert into conversations (kind, title, created_by)
       select kind, 'Question ' || u.id, u.id from users u cross join unnest(array['support', 'group']) kind
       returning id, kind, title, created_by)
     insert into support_chats (conversation_id, client_id, subject_words)
     select id, created_by, words_of(title) from chat where kind = 'support'`,
  );
  await pool.query(
    `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content, words)
     select c.id, s.n, s.n, c.created_by, c.id || '/' || s.n, 'text', t.content,
       case when c.kind = 'support' then words_of(t.content) end
     from conversations c cross join generate_series(1, $1::int) s (n)
     cross join lateral (select 'message ' || s.n || ' of a long conversation, code' || c.id || 'x' || s.n) t (content)`,
    [Math.ceil(messages / clients)],
  );
  await pool.query(
    `insert into support_notes (conversation_id, author_id, client_id, content)
     select conversation_id, client_id, 'note', 'A note, remark' || conversation_id from support_chats`,
  );
  await pool.query('analyze');
}

/** How Postgres would answer a question, with these settings. */
async function planOf(question: string, settings: string): Promise<string> {
  const client = await database.pool.connect();
  try {
    await client.query(`begin; ${settings}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${searchStatement}`, [
      0,
      question,
      null,
      null,
      21,
    ]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('rollback');
    client.release();
  }
}

it('has an index for each kind of find', async () => {
  await busyDesk(1_000, 40_000);
  const plan = await planOf('code41x7', 'set local enable_seqscan = off');
  for (const index of [
    'messages_words',
    'support_notes_words',
    'support_chats_subject',
    'users_desk_words',
    'visitors_words',
  ])
    expect(plan).toContain(`Bitmap Index Scan on ${index}`);
  // Left to itself it may read a small table to its end, but not the messages.
  for (const question of ['code41x7', 'message'])
    expect(await planOf(question, '')).not.toMatch(/Seq Scan on messages/);
});
