import { randomUUID } from 'node:crypto';
import { openDatabase } from '#db/client.ts';
import { createTokens } from '#server/http/tokens.ts';
import { addUser } from '#server/testing/users.ts';
import { type App, type AppSettings, startApp } from './app.ts';
import { check, type StoredMessage, type Violation } from './checker.ts';
import type { Fault } from './faults.ts';
import { createReferenceClient, type Habits, type ReferenceClient } from './reference-client.ts';

const SECRET = 'a secret that only this run knows';

interface WorldParts {
  settings: Omit<AppSettings, 'secret' | 'port'>;
  /** How many people there are, and how many groups that all of them are in. */
  people: number;
  groups: number;
  /** Mistakes of the last one of them. */
  habits?: Habits;
}

/** A server process, people who hold all of its conversations, and one more who will only read at the end. */
export async function createWorld({ settings, people, groups, habits }: WorldParts) {
  let app: App = await startApp({ ...settings, secret: SECRET, port: 0 });
  const { port, databaseUrl } = app;
  const url = `http://127.0.0.1:${port}`;
  // Its server may be killed under it.
  const database = openDatabase(databaseUrl, () => undefined);

  const tokens = createTokens(SECRET);
  const users = await Promise.all(
    Array.from({ length: people + 1 }, () => addUser(database.pool, tokens, 'sender')),
  );
  const clientOf = (index: number, name: string) => {
    const { id, token } = users[index] ?? { id: 0, token: '' };
    const last = index === people - 1;
    return createReferenceClient({ url, token, userId: id, name, ...(last && habits && { habits }) });
  };
  const clients = Array.from({ length: people }, (_, index) => clientOf(index, `sender ${index}`));
  const conversationIds = await createGroups(
    clients[0],
    groups,
    users.map(({ id }) => id),
  );
  await Promise.all(clients.flatMap((client) => conversationIds.map((id) => client.open(id))));

  return {
    clients,
    conversationIds,
    app: () => app,
    /** Starts the server again where it was: without a fault, unless one is given. */
    async restart(fault?: Fault): Promise<void> {
      const { dataDir, databaseUrl: given, logLevel } = settings;
      app = await startApp({ dataDir, databaseUrl: given, logLevel, secret: SECRET, port, fault });
    },
    /** Resolves when every client knows of everything that is stored. */
    async settled(): Promise<void> {
      const { rows: heads } = await database.pool.query<{ id: number; version: number }>(
        'select id, version from conversations where id = any($1)',
        [conversationIds],
      );
      await Promise.all(
        clients.flatMap((client) => heads.map(({ id, version }) => client.reached(id, version))),
      );
    },
    /** What does not hold, as things are now. */
    async judge(): Promise<Violation[]> {
      const reader = clientOf(people, 'a fresh reader');
      await Promise.all(conversationIds.map((id) => reader.open(id)));
      const fresh = reader.view();
      reader.close();
      const { rows: stored } = await database.pool.query<StoredMessage>(
        `select id, conversation_id as "conversationId", seq, sender_id as "senderId", client_id as "clientId"
         from messages where conversation_id = any($1)`,
        [conversationIds],
      );
      return check({
        acknowledged: clients.flatMap(({ acknowledged }) => acknowledged),
        stored,
        fresh,
        clients: clients.map((client) => client.view()),
      });
    },
    async stop(): Promise<void> {
      for (const client of clients) client.close();
      await database.close();
      await app.stop();
    },
  };
}

async function createGroups(creator: ReferenceClient | undefined, count: number, userIds: number[]) {
  await creator?.online();
  const made = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      creator?.request<{ conversationId: number }>('conversation.group', {
        title: `Group ${index}`,
        userIds,
        clientId: randomUUID(),
      }),
    ),
  );
  return made.map((group) => group?.conversationId ?? 0);
}
