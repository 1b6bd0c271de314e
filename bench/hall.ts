import { seat, seatsIn, startLoad } from './contestant.ts';
import type { DialectName, Seat } from './dialects.ts';
import type { Heard, Load } from './load.ts';
import type { Child } from './processes.ts';
import type { BenchServer, Target } from './targets.ts';

export const LISTENERS = 1_000;
export const SENDERS = 100;
/** More than any server can take at any time. */
const IN_FLIGHT = 400;
const SECONDS = 3;

/** One conversation to which a thousand sockets listen, on one server or spread over several. */
export interface Hall {
  target: Target;
  servers: readonly Child<BenchServer>[];
  load: Child<Load>;
  conversationId: number;
  stop(): Promise<void>;
}

/** What was delivered, and what it took of the servers, sends included. */
export interface Delivered {
  perSecond: number;
  perCpuSecond: number;
}

/** Opens the sockets: those of each server are an audience of their own. */
export async function openHall(
  target: Target,
  servers: readonly Child<BenchServer>[],
  dialect: DialectName,
  sender = dialect,
): Promise<Hall> {
  const load = await startLoad();
  const rooms = await target.makeRooms(1, SENDERS + LISTENERS);
  const seats = await seatsIn(target, rooms, (place) => (place < SENDERS ? sender : dialect));
  const eachServer = async (
    from: readonly Seat[],
    work: (share: Seat[], server: Child<BenchServer>) => unknown,
  ) => {
    for (const [index, server] of servers.entries())
      await work(
        from.filter((_, place) => place % servers.length === index),
        server,
      );
  };
  await eachServer(seats.slice(0, SENDERS), (share, server) => seat(server, load, share));
  let open = SENDERS;
  await eachServer(seats.slice(SENDERS), async (share, server) => {
    await seat(server, load, share);
    await load.call('listen', open, open + share.length);
    open += share.length;
  });
  return {
    target,
    servers,
    load,
    conversationId: rooms[0]?.conversationId ?? 0,
    async stop() {
      await load.stop();
      for (const server of servers) await server.stop();
    },
  };
}

/** All that the servers can deliver. */
export const flood = (hall: Hall): Promise<Delivered> =>
  measured(hall, () => hall.load.call('flood', SENDERS, IN_FLIGHT, SECONDS));

/** The same number of messages each second. */
export const steady = (hall: Hall, perSecond: number): Promise<Delivered> =>
  measured(hall, async () => {
    await hall.load.call('pace', SENDERS, perSecond, SECONDS);
    return hall.load.call('heard');
  });

/** Throws where somebody did not hear everything once, or an audience of ours in another order than is stored. */
async function measured(hall: Hall, work: () => Promise<Heard>): Promise<Delivered> {
  const { target, servers } = hall;
  const cpu = async () => {
    let micros = 0;
    for (const server of servers) micros += await server.call('cpu');
    return micros;
  };
  const before = { id: await lastId(hall), cpu: await cpu() };
  const { messages, listeners, seconds } = await work();
  const cpuSeconds = ((await cpu()) - before.cpu) / 1_000_000;

  const stored = await storedAfter(hall, before.id);
  // A bare server tells in the order in which its connections to the database answer.
  const ordered = (list: readonly number[]) =>
    (target.dialect === 'bare' ? list.toSorted((a, b) => a - b) : list).join();
  if (messages.some((heard) => ordered(heard) !== ordered(stored)))
    throw new Error(`${target.name}: what was heard is not what is stored`);
  const deliveries = stored.length * listeners;
  return { perSecond: deliveries / seconds, perCpuSecond: deliveries / cpuSeconds };
}

async function lastId({ target, conversationId }: Hall): Promise<number> {
  const { rows } = await target.pool.query<{ id: string | null }>(
    'select max(id) as id from messages where conversation_id = $1',
    [conversationId],
  );
  return Number(rows[0]?.id ?? 0);
}

/** The numbers of the messages that came after one, in their order. */
async function storedAfter({ target, conversationId }: Hall, id: number): Promise<number[]> {
  const { rows } = await target.pool.query<{ message: number }>(
    `select substring(content from '^bench-(\\d+): ')::int as message from messages
     where conversation_id = $1 and id > $2 order by seq`,
    [conversationId, id],
  );
  return rows.map(({ message }) => message);
}
