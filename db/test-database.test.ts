import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTestDatabase } from './test-database.ts';

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // Dropping a database ends its connections.
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

describe('a test database', () => {
  it('is migrated, empty and nobody else’s', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    onTestFinished(async () => void (await Promise.all([one.drop(), other.drop()])));
    const [client, stranger] = await Promise.all([open(one.url), open(other.url)]);
    await client.query('create table only_here ()');

    const sessions = await client.query('select from sessions');
    expect(sessions.rowCount).toBe(0);
    await expect(stranger.query('select from only_here')).rejects.toThrow('does not exist');
  });

  it('is gone after drop, with whoever is connected', async () => {
    const database = await createTestDatabase();
    const client = await open(database.url);
    await database.drop();
    await expect(client.query('select 1')).rejects.toThrow(/terminat|not queryable/);
    await expect(open(database.url)).rejects.toThrow('does not exist');
  });
});
