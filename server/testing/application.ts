import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { createTestDatabase } from '#db/test-database.ts';
import type { Deadlines } from '#server/assistant/deadlines.ts';
import type { VoiceDeadlines } from '#server/assistant/voice.ts';
import { createApplication } from '#server/application.ts';
import { loadConfig } from '#server/config.ts';
import type { Bus } from '#server/core/bus.ts';
import { createLog } from '#server/log.ts';
import type { CreateRawDialect } from '#server/realtime/dialect-parts.ts';
import type { Role } from '#server/protocol/identity.ts';
import type { SupportSettings } from '#server/protocol/support-settings.ts';
import { connect, type HubClient } from './client.ts';
import { saveSettings } from './desk-settings.ts';
import { addUser, makeOwner, openSession, type TestUser } from './users.ts';

/** Settings by their names in the environment. */
export type TestSettings = Record<string, string>;

/** The secret of tokens and cookies. */
export const SECRET = 'a secret that only tests know';

export type TestApplication = Awaited<ReturnType<typeof startApplication>>;

/**
 * The whole server but its pages, on a database of its own (or that of `databaseUrl`: a second instance) and a free port
 * of loopback. Limits of sending are off unless set.
 */
export async function startApplication(
  settings: TestSettings = {},
  databaseUrl?: string,
  parts: {
    bus?: Bus;
    deadlines?: Deadlines;
    voiceDeadlines?: VoiceDeadlines;
    dialects?: [path: string, create: CreateRawDialect][];
  } = {},
) {
  const own = databaseUrl === undefined ? await createTestDatabase() : undefined;
  const url = databaseUrl ?? own?.url ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-application-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    DATABASE_URL: url,
    NEXTAUTH_SECRET: SECRET,
    LOG_LEVEL: 'silent',
    SEND_LIMIT: 'off',
    ...settings,
  });
  const database = openDatabase(url, () => undefined);
  const faults: unknown[] = [];
  const log = createLog(config.LOG_LEVEL);
  // Whatever the server holds for a fault of its own: most tests expect none.
  log.error = (entry: unknown) => void faults.push(entry);
  const application = await createApplication({ config, database, log, ...parts });
  const http = createServer((_request, response) => response.writeHead(404).end());
  application.attach(http);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const clients = new Set<HubClient>();

  return {
    ...application,
    address,
    databaseUrl: url,
    pool: database.pool,
    /** Its DATA_DIR. */
    folder,
    faults,
    /** A new user, signed in with a token. `name` becomes part of all of their names. */
    user: (name?: string, role?: Role): Promise<TestUser> =>
      addUser(database.pool, application.tokens, name, role),
    /** A new owner, signed in with a token. */
    async owner(name = 'owner'): Promise<TestUser> {
      const user = await addUser(database.pool, application.tokens, name, 'ADMIN');
      await makeOwner(database.pool, user.id);
      return user;
    },
    /** Sets how the desk works, as an owner would. */
    setUp: (change: Partial<SupportSettings>): Promise<void> => saveSettings(database.pool, change),
    /** A further session of a user; `lifetime` in seconds. */
    session: (user: TestUser, lifetime?: number): Promise<TestUser> =>
      openSession(database.pool, application.tokens, user.account, lifetime),
    /** A socket of the user, taken in. Closed with the application at the latest. */
    async connect(user: TestUser): Promise<HubClient> {
      const client = await connect(address, user.token);
      clients.add(client);
      return client;
    },
    /** Rows in each table that commands write to. */
    async rowCounts(): Promise<Record<string, number>> {
      const { rows } = await database.pool.query<Record<string, number>>(
        `select (select count(*) from users) as users, (select count(*) from conversations) as conversations,
           (select count(*) from participants) as participants, (select count(*) from messages) as messages,
           (select coalesce(sum(version), 0)::bigint from conversations) as versions`,
      );
      return rows[0] ?? {};
    },
    async stop(): Promise<void> {
      for (const client of clients) client.close();
      await application.drain();
      http.closeAllConnections();
      await database.close();
      await own?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One application for all tests of a file: use it in tests and hooks only. */
export function sharedApplication(settings: TestSettings = {}): TestApplication {
  let started: TestApplication | undefined;
  beforeAll(async () => {
    started = await startApplication(settings);
  });
  afterAll(() => started?.stop());
  return new Proxy({} as TestApplication, {
    get(_target, name) {
      if (!started) throw new Error('The application is started before the first test, not earlier');
      return Reflect.get(started, name) as unknown;
    },
  });
}
