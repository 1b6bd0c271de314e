import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, isConnectionError, openDatabase } from '#db/client.ts';
import type { TestDatabase } from '#db/test-cluster.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { transaction } from './changing.ts';

let test: TestDatabase;
let database: Database;
const lost: Error[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, (error) => void lost.push(error));
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

/** Which of these users there are. */
const usersNamed = async (...names: string[]) =>
  (
    await database.pool.query<{ username: string }>(
      'select username from users where username = any($1) order by username',
      [names],
    )
  ).rows.map(({ username }) => username);

describe('a transaction', () => {
  it('keeps all or nothing', async () => {
    const add = (name: string) =>
      transaction(database.pool, async (client) => {
        await client.query('insert into users (username, name, email) values ($1, $1, $1)', [name]);
        if (name === 'bad') throw new Error('changed my mind');
        return name;
      });
    expect(await add('good')).toBe('good');
    await expect(add('bad')).rejects.toThrow('changed my mind');
    expect(await usersNamed('good', 'bad')).toEqual(['good']);
  });

  it('that loses its connection between two statements fails, and nothing else does', async () => {
    const work = transaction(database.pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const ended = new Promise<void>((resolve) => client.once('end', resolve));
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await ended;
      await client.query('select 1');
    });
    await expect(work).rejects.toSatisfy(isConnectionError);
    expect(await usersNamed('good', 'bad')).toEqual(['good']);
    // The broken connection is not handed out again.
    await Promise.all(
      Array.from({ length: 20 }, () => transaction(database.pool, (client) => client.query('select 1'))),
    );
  });
});
