import { hash } from '@node-rs/argon2';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { transaction } from './queries/changing.ts';
import { demoGroup, demoLines, demoPeople } from './demo-text.ts';

const LONG = 10_000;
const CONVERSATIONS = 40;
const MINUTE = 60_000;

/** A conversation to be made: who is in it, how many messages, and when the last one was. */
interface Plan {
  members: number[];
  title: string | null;
  messages: number;
  endedAt: number;
  /** Where in the lines it begins. */
  offset: number;
}

/** How much was made. */
interface Made {
  people: number;
  conversations: number;
  messages: number;
}

/**
 * Fills a database with a living demo: 12 people and 40 conversations of theirs, one of them a group of six and one
 * with 10,000 messages. Answers what it made, or undefined where the demo's people are there already.
 */
export function seedDemo(pool: pg.Pool): Promise<Made | undefined> {
  return transaction(pool, fill);
}

async function fill(client: pg.PoolClient): Promise<Made | undefined> {
  const there = await client.query('select 1 from users where username = $1', [demoPeople[0].username]);
  if (there.rowCount) return undefined;
  const ids = await seedPeople(client);
  const plans = plan(ids, Date.now());
  for (const each of plans) await seedConversation(client, each);
  return {
    people: ids.length,
    conversations: plans.length,
    messages: plans.reduce((sum, each) => sum + each.messages, 0),
  };
}

/** Ids of the twelve, Ada and Grace first. All of the others have the password `demo-password`. */
async function seedPeople(client: pg.PoolClient): Promise<number[]> {
  const passwordHash = await hash('demo-password');
  const { rows } = await client.query<{ id: number }>(
    `select id from users where username in ('ada', 'grace') order by username`,
  );
  const ids = rows.map(({ id }) => id);
  for (const { username, name } of demoPeople) {
    const made = await client.query<{ id: number }>(
      "insert into users (username, name, email, password_hash, last_seen_at) values ($1, $2, $3, $4, now() - random() * interval '2 days') returning id",
      [username, name, `${username}@example.com`, passwordHash],
    );
    ids.push(...made.rows.map(({ id }) => id));
  }
  return ids;
}

/** Ada with everybody, then the others among themselves, newest first; spread over the last days. */
function plan(ids: readonly number[], now: number): Plan[] {
  const pairs = ids.flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other]));
  const directs = pairs.slice(0, CONVERSATIONS - 1).map((members, index) => ({
    members,
    title: null,
    messages: index === 1 ? LONG : 3 + ((index * 7) % 29),
    endedAt: now - (3 + index * index * 11) * MINUTE,
    offset: index * 5,
  }));
  const group = {
    members: ids.slice(0, 6),
    title: demoGroup.title,
    messages: 64,
    endedAt: now - 11 * MINUTE,
    offset: 9,
  };
  return [group, ...directs];
}

async function seedConversation(client: pg.PoolClient, { members, title, messages, endedAt, offset }: Plan) {
  const [creator = 0, other = 0] = members;
  const { rows } = await client.query<{ id: number }>(
    `insert into conversations (kind, title, unique_key, created_by, created_at, active_at, last_seq, version, header_version)
     values ($1, $2, $3, $4, $5, $6, $7::bigint, $7::bigint + 1, 1)
     on conflict (unique_key) do nothing returning id`,
    [
      title ? 'group' : 'direct',
      title,
      title ? `demo/${randomUUID()}` : `${Math.min(creator, other)}:${Math.max(creator, other)}`,
      creator,
      timesUntil(endedAt, messages)[0],
      new Date(endedAt),
      messages,
    ],
  );
  const id = rows[0]?.id;
  if (id === undefined) return;
  await client.query(
    `insert into participants (conversation_id, user_id, role, version, read_seq)
     select $1::bigint, u, case when u = $3 and $4 then 'owner' else 'member' end, 1, $5::bigint from unnest($2::bigint[]) u`,
    [id, members, creator, title !== null, messages],
  );
  const numbers = Array.from({ length: messages }, (_, index) => index + 1);
  await client.query(
    `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content, created_at)
     select $1, seq, seq + 1, sender, 'demo-' || seq, 'text', content, at
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[]) m (seq, sender, content, at)`,
    [
      id,
      numbers,
      // Two lines of one person in a row now and then, as people write; the last word is the other's.
      numbers.map((seq) => members[(messages - seq + 1 + Math.floor(seq / 7)) % members.length]),
      numbers.map((seq) => demoLines[(seq + offset) % demoLines.length]),
      timesUntil(endedAt, messages),
    ],
  );
  // In every third conversation the first member has yet to read what came after their own last message.
  if (id % 3 === 0)
    await client.query(
      `update participants p set read_seq = (
         select coalesce(max(m.seq), 0) from messages m where m.conversation_id = $1 and m.sender_id = $2)
       where p.conversation_id = $1 and p.user_id = $2`,
      [id, creator],
    );
}

/** When each message was sent: in bursts, with a break now and then; the last at `endedAt`. */
function timesUntil(endedAt: number, messages: number): string[] {
  const times: string[] = [];
  let at = endedAt;
  for (let seq = messages; seq > 0; seq -= 1) {
    times.push(new Date(at).toISOString());
    at -= (seq % 23 === 0 ? 600 : seq % 6 === 0 ? 17 : 1) * MINUTE;
  }
  return times.toReversed();
}
