import pg from 'pg';
import { migrate } from '#db/migrate.ts';
import { bareSchema } from './bare-store.ts';
import type { DialectName } from './dialects.ts';
import { type Child, startChild } from './processes.ts';
import { type Issue, bareTokens, productTokens } from './tokens.ts';
import type { Memory } from './usage.ts';
import { startWeb } from './web.ts';

/** What a server of the bench answers about itself. */
export type BenchServer = {
  port(): number;
  /** CPU time so far, in microseconds. */
  cpu(): number;
  /** After a collection of garbage. */
  memory(): Promise<Memory>;
  /** The most that the system ever gave it, in bytes. */
  peak(): number;
};

/** A conversation made for the bench, and who is in it. */
export interface Room {
  conversationId: number;
  uuid: string;
  userIds: number[];
}

/** What a server works with besides its database: Redis and its place of the two that are joined by it, or a model. */
export interface Beside {
  redisUrl?: string;
  index?: 0 | 1;
  modelUrl?: string;
}

/** One of the servers that are compared, with its own database on the same Postgres. */
export interface Target {
  name: TargetName;
  /** The one that it is measured with where nothing else is said. */
  dialect: DialectName;
  pool: pg.Pool;
  /** A token for each of these users. */
  tokens: Issue;
  /** Starts the server as a process of its own. */
  start(beside?: Beside): Promise<Child<BenchServer>>;
  /** Makes conversations of `size` fresh users each. */
  makeRooms(count: number, size: number): Promise<Room[]>;
}

/**
 * `batched` is `bare` with all inserts of a moment in one; `keyed` is ours with foreign keys on the messages, `web` is
 * ours with its pages, as it runs in production; the desks are databases of ours with many support chats.
 */
export type TargetName = 'switchboard' | 'web' | 'bare' | 'batched' | 'keyed' | 'desk' | 'old_desk';

interface TargetParts {
  /** Of the Postgres server, any database. */
  url: string;
  dataDir: string;
  flags: readonly string[];
}

const foreignKeys = `alter table messages
  add foreign key (conversation_id) references conversations (id),
  add foreign key (sender_id) references users (id),
  add foreign key (reply_to_id) references messages (id)`;

/** Makes the target's database. */
export async function createTarget(name: TargetName, parts: TargetParts): Promise<Target> {
  const admin = new pg.Client({ connectionString: parts.url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const address = new URL(parts.url);
  address.pathname = `/${name}`;
  const url = address.href;
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  if (name !== 'bare' && name !== 'batched') {
    await migrate(url);
    if (name === 'keyed') await pool.query(foreignKeys);
    const ours: Target['start'] = ({ redisUrl = '', modelUrl = '' } = {}) =>
      startChild<BenchServer>(
        new URL('./our-server.ts', import.meta.url),
        [url, parts.dataDir, redisUrl, modelUrl],
        parts,
      );
    return {
      name,
      dialect: 'hub',
      pool,
      tokens: productTokens(pool),
      start: name === 'web' ? () => startWeb(url, parts) : ours,
      makeRooms: (count, size) => makeOurRooms(pool, count, size),
    };
  }
  await pool.query(bareSchema);
  const writing = name === 'batched' ? 'batched' : 'single';
  let last = 0;
  return {
    name,
    dialect: 'bare',
    pool,
    tokens: bareTokens,
    start: ({ redisUrl, index } = {}) =>
      startChild<BenchServer>(
        new URL('./bare-server.ts', import.meta.url),
        [url, writing, ...(redisUrl ? [redisUrl, String(index)] : [])],
        parts,
      ),
    async makeRooms(count, size) {
      const rooms = Array.from({ length: count }, (): Room => ({
        conversationId: (last += 1),
        uuid: '',
        userIds: Array.from({ length: size }, () => (last += 1)),
      }));
      for (const { conversationId, userIds } of rooms)
        await pool.query('insert into members select $1, unnest($2::bigint[])', [conversationId, userIds]);
      return rooms;
    },
  };
}

async function makeOurRooms(pool: pg.Pool, count: number, size: number): Promise<Room[]> {
  const rooms: Room[] = [];
  for (let room = 0; room < count; room += 1) {
    const users = await pool.query<{ id: string }>(
      `insert into users (username, name, email)
       select name, name, name || '@example.com'
       from (select left(gen_random_uuid()::text, 18) as name from generate_series(1, $1)) n returning id`,
      [size],
    );
    const userIds = users.rows.map(({ id }) => Number(id));
    const made = await pool.query<{ id: string; uuid: string }>(
      `insert into conversations (kind, title, created_by, version) values ('group', 'Bench', $1, 1)
       returning id, uuid`,
      [userIds[0]],
    );
    const conversationId = Number(made.rows[0]?.id);
    await pool.query(
      'insert into participants (conversation_id, user_id, version) select $1, unnest($2::bigint[]), 1',
      [conversationId, userIds],
    );
    rooms.push({ conversationId, uuid: made.rows[0]?.uuid ?? '', userIds });
  }
  return rooms;
}
