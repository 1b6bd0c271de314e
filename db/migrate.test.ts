import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { DatabaseTooNew, migrate } from './migrate.ts';

let admin: pg.Client;
beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('testCluster') });
  await admin.connect();
});
afterAll(() => admin.end());

/** An empty database: its url, and what asks it. */
async function emptyDatabase() {
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await admin.query(`create database ${name}`);
  onTestFinished(async () => void (await admin.query(`drop database ${name} with (force)`)));
  const url = new URL(inject('testCluster'));
  url.pathname = `/${name}`;
  const ask = async <T extends pg.QueryResultRow>(text: string) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    return client
      .query<T>(text)
      .then(
        ({ rows }) => rows,
        (error: unknown) => Promise.reject(error),
      )
      .finally(() => client.end());
  };
  return { url: url.href, ask };
}

const APPLIED = 'select count(*)::int as count, max(created_at) as latest from drizzle.__drizzle_migrations';

describe('migrating', () => {
  it('makes the schema, and does nothing the next time', async () => {
    const { url, ask } = await emptyDatabase();
    await migrate(url);
    const first = await ask(APPLIED);
    expect(first[0]?.count).toBeGreaterThan(0);
    await migrate(url);
    expect(await ask(APPLIED)).toEqual(first);
    expect(await ask('select count(*)::int as count from messages')).toEqual([{ count: 0 }]);
  });

  it('is done once when several instances start at once', async () => {
    const { url, ask } = await emptyDatabase();
    await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
    const alone = await emptyDatabase();
    await migrate(alone.url);
    expect(await ask(APPLIED)).toEqual(await alone.ask(APPLIED));
  });

  it('refuses a database that a newer version has migrated, and leaves it as it is', async () => {
    const { url, ask } = await emptyDatabase();
    await migrate(url);
    await ask(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9000000000000)`);
    const before = await ask(APPLIED);
    await expect(migrate(url)).rejects.toThrow(DatabaseTooNew);
    await expect(migrate(url)).rejects.toThrow(
      /^The database is newer than this version of Switchboard: .+\.$/,
    );
    expect(await ask(APPLIED)).toEqual(before);
  });

  it('can be done again after it was broken off', async () => {
    const { url, ask } = await emptyDatabase();
    await ask('create table messages (in_the_way int)');
    await expect(migrate(url)).rejects.toThrow('messages');
    await ask('drop table messages');
    await migrate(url);
    expect(await ask('select count(*)::int as count from messages')).toEqual([{ count: 0 }]);
  });
});
