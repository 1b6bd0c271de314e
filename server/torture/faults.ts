import type pg from 'pg';
import type { Database } from '#db/client.ts';
import { createInsert } from '#db/queries/sending.ts';
import type { Bus } from '#server/core/bus.ts';
import type { ConversationStore, Store } from '#server/core/store.ts';

/** Faults of a server that the checker must find. Each breaks one promise of the design, around the product's own parts. */
export const faults = ['acknowledge before commit', 'no unique key', 'no heartbeat'] as const;
export type Fault = (typeof faults)[number];

interface Parts {
  database: Database;
  store: Store;
  bus: Bus;
}

/** The parts of a server that has the fault. */
export async function plant(fault: Fault, parts: Parts): Promise<Parts> {
  switch (fault) {
    case 'acknowledge before commit':
      return withInsert(parts, await insertWithoutCommit(parts));
    case 'no unique key':
      return withInsert(parts, await insertWithoutKey(parts));
    case 'no heartbeat':
      return withoutHeartbeat(parts);
  }
}

const withConversations = (parts: Parts, change: Partial<ConversationStore>): Parts => ({
  ...parts,
  store: { ...parts.store, conversations: { ...parts.store.conversations, ...change } },
});
const withInsert = (parts: Parts, insert: ConversationStore['insert']) =>
  withConversations(parts, { insert });

/** Answers from within a transaction, which is committed only when the next statement comes. */
async function insertWithoutCommit({ database }: Parts): Promise<ConversationStore['insert']> {
  const client = await database.pool.connect();
  // The process is going to be killed, or the server be stopped, with this one open.
  client.on('error', () => undefined);
  await client.query('begin');
  return async (drafts) => {
    await client.query('commit');
    await client.query('begin');
    return createInsert(client as unknown as pg.Pool)(drafts);
  };
}

/** Stores every draft under a name of its own, then gives it the name that the client gave. */
async function insertWithoutKey({ database, store }: Parts): Promise<ConversationStore['insert']> {
  await database.pool.query('drop index if exists messages_client_id_key');
  return async (drafts) => {
    const outcomes = await store.conversations.insert(
      drafts.map((draft) => ({
        ...draft,
        clientId: `${draft.clientId.slice(0, 20)}~${crypto.randomUUID()}`,
      })),
    );
    return Promise.all(
      outcomes.map(async (outcome, index) => {
        const clientId = drafts[index]?.clientId ?? '';
        if (outcome.status === 'refused') return outcome;
        await database.pool.query('update messages set client_id = $2 where id = $1', [
          outcome.message.id,
          clientId,
        ]);
        return { ...outcome, message: { ...outcome.message, clientId } };
      }),
    );
  };
}

/** Loses every push of a text that says so, and asks the store for no heads. */
function withoutHeartbeat(parts: Parts): Parts {
  return { ...withConversations(parts, { heads: async () => [] }), bus: losing(parts.bus) };
}

/** What the text of a message begins with whose push is lost. */
export const LOST = 'lost';

/** A bus that loses some pushes: no fault, since pushes are hints. */
export function losing(bus: Bus): Bus {
  return {
    publish(topic, event) {
      const lost =
        'type' in event &&
        event.type === 'changes' &&
        event.delta.messages.some(({ content }) => content.startsWith(LOST));
      if (!lost) bus.publish(topic, event);
    },
    subscribe: bus.subscribe,
  };
}

/** A store that ends the process after the commit of a text that says so, and before anybody is answered. */
export function dying(store: Store): Store {
  return {
    ...store,
    conversations: {
      ...store.conversations,
      async insert(drafts) {
        const outcomes = await store.conversations.insert(drafts);
        const fatal = outcomes.some(
          (outcome) => outcome.status === 'stored' && outcome.message.content.startsWith(FATAL),
        );
        if (fatal) process.kill(process.pid, 'SIGKILL');
        return outcomes;
      },
    },
  };
}

/** What the text of a message begins with that is the last of its server. */
export const FATAL = 'fatal';
