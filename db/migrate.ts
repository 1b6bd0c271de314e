import { readFile } from 'node:fs/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { z } from 'zod';

const folder = new URL('./migrations', import.meta.url).pathname;
/** Any number that no one else takes: instances that start together migrate one after the other. */
const LOCK = 7_248_011;
const OLDEST = 140_000;

const journal = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** The database was migrated by a newer version of this program. */
export class DatabaseTooNew extends Error {
  override name = 'DatabaseTooNew';
}

/** The server is older than what the schema needs. */
export class DatabaseTooOld extends Error {
  override name = 'DatabaseTooOld';
}

/** Brings the database up to this code's schema; safe to call from several processes at once. */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'switchboard migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    if ((rows[0]?.version ?? 0) < OLDEST)
      throw new DatabaseTooOld('This database server is too old: PostgreSQL 14 or newer is needed.');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await refuseNewer(client);
    await runMigrations(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end();
  }
}

async function refuseNewer(client: pg.Client) {
  const { entries } = journal.parse(JSON.parse(await readFile(`${folder}/meta/_journal.json`, 'utf8')));
  const { rows } = await client.query<{ table: string | null }>(
    `select to_regclass('drizzle.__drizzle_migrations')::text as table`,
  );
  if (!rows[0]?.table) return;
  const applied = await client.query<{ latest: string | null }>(
    'select max(created_at) as latest from drizzle.__drizzle_migrations',
  );
  const newest = Math.max(...entries.map((entry) => entry.when));
  if (Number(applied.rows[0]?.latest ?? 0) > newest)
    throw new DatabaseTooNew(
      'The database is newer than this version of Switchboard: start the version that last used it, or a newer one.',
    );
}
