import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { createTestDatabase } from '#db/test-database.ts';
import type { AppSettings } from './app.ts';
import { FATAL, LOST } from './faults.ts';
import type { Habits } from './reference-client.ts';
import { createWorld } from './world.ts';

/** Processes take their time to start on a busy machine. */
const PATIENCE = { timeout: 120_000 };

/** People, of whom the last may have habits, and a server on a database of the test's own. */
async function world(test: TestContext, settings: Partial<AppSettings>, people = 2, habits?: Habits) {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-planted-'));
  const made = await createWorld({
    settings: { dataDir, databaseUrl: database.url, logLevel: 'silent', ...settings },
    people,
    groups: 1,
    ...(habits && { habits }),
  });
  test.onTestFinished(async () => {
    await made.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const [ada, grace] = made.clients;
  const [conversationId] = made.conversationIds;
  if (!ada || !grace || conversationId === undefined) throw new Error('The world is not whole');
  const kinds = async () => new Set((await made.judge()).map(({ kind }) => kind));
  return { ...made, ada, grace, conversationId, kinds };
}

describe.concurrent('acknowledge before commit', PATIENCE, () => {
  it('is caught when the server is killed after its answers', async (test) => {
    const { app, restart, ada, settled, conversationId, kinds } = await world(test, {
      fault: 'acknowledge before commit',
    });
    for (const text of ['one', 'two', 'three']) await ada.send(conversationId, text);
    await app().kill();
    await restart();
    await settled();
    expect(await kinds()).toContain('acknowledged but missing');
  });
});

describe.concurrent('no unique key', PATIENCE, () => {
  async function dieBeforeTheAnswer(test: TestContext, settings: Partial<AppSettings>) {
    const { app, restart, ada, conversationId, settled, kinds } = await world(test, {
      ...settings,
      dies: true,
    });
    await ada.send(conversationId, 'one');
    const repeated = ada.send(conversationId, `${FATAL} for its server`);
    await app().ended;
    await restart(settings.fault);
    await repeated;
    await settled();
    return kinds();
  }

  it('is caught when a send is repeated whose answer was lost', async (test) => {
    const kinds = await dieBeforeTheAnswer(test, { fault: 'no unique key' });
    expect(kinds).toContain('stored twice');
  });

  it('is nothing that the server does', async (test) => {
    expect(await dieBeforeTheAnswer(test, {})).toEqual(new Set());
  });
});

describe.concurrent('fetch before subscribe', PATIENCE, () => {
  it('is caught when something is sent in between, and only with who does it', async (test) => {
    const { clients, ada, grace, conversationId, settled, judge } = await world(test, {}, 3, {
      fetchesBeforeItSubscribes: true,
    });
    const careless = clients[2];
    if (!careless) throw new Error('The careless one is missing');
    await ada.send(conversationId, 'one');
    await settled();
    // What is sent between the fetch and the subscription is what this is about.
    for (const client of [grace, careless]) client.disconnect();
    await ada.send(conversationId, 'two');
    await Promise.all([grace.connect(), careless.connect()]);
    await ada.send(conversationId, 'three');
    await settled();
    const violations = await judge();
    expect(new Set(violations.map(({ kind }) => kind))).toEqual(
      new Set(['hole', 'differs from a fresh reader']),
    );
    expect(violations.map(({ where }) => where).filter((where) => !where.startsWith(careless.name))).toEqual(
      [],
    );
  });
});

describe.concurrent('no heartbeat', PATIENCE, () => {
  it('is caught when the last push is lost', async (test) => {
    const { app, ada, conversationId, kinds } = await world(test, { fault: 'no heartbeat' });
    await ada.send(conversationId, 'one');
    await ada.send(conversationId, `${LOST} on its way`);
    // By then every heartbeat that there could be would have told of it.
    await app().beats(2);
    expect(await kinds()).toEqual(new Set(['differs from a fresh reader']));
  });

  it('is nothing that the server does: a lost push is made good', async (test) => {
    const { ada, conversationId, settled, kinds } = await world(test, { loses: true });
    await ada.send(conversationId, 'one');
    await ada.send(conversationId, `${LOST} on its way`);
    await settled();
    expect(await kinds()).toEqual(new Set());
  });
});
