import type { DialectName, Seat } from './dialects.ts';
import type { Load } from './load.ts';
import { type Child, startChild } from './processes.ts';
import type { BenchServer, Room, Target } from './targets.ts';

/** Sockets that are opened at a time where it is not the crowd that is measured. */
const AT_ONCE = 32;

/** A running server, and the load generator whose sockets are connected to it. */
export interface Contestant {
  target: Target;
  server: Child<BenchServer>;
  load: Child<Load>;
  stop(): Promise<void>;
}

export const startLoad = () => startChild<Load>(new URL('./load.ts', import.meta.url));

/** Starts server and load generator, and opens the seats. */
export async function enter(target: Target, seats: readonly Seat[]): Promise<Contestant> {
  const server = await target.start();
  const load = await startLoad();
  await seat(server, load, seats);
  return {
    target,
    server,
    load,
    async stop() {
      await load.stop();
      await server.stop();
    },
  };
}

/** Opens a socket for each seat; throws where one is refused. */
export async function seat(
  server: Child<BenchServer>,
  load: Child<Load>,
  seats: readonly Seat[],
): Promise<void> {
  const { refused } = await load.call('connect', await server.call('port'), [...seats], AT_ONCE);
  if (refused.length > 0) throw new Error(`${refused.length} sockets were refused: ${refused[0]}`);
}

/** A seat for everybody in the rooms; `dialectOf` is asked with their place in their room. */
export async function seatsIn(
  target: Target,
  rooms: readonly Room[],
  dialectOf: (place: number) => DialectName = () => target.dialect,
): Promise<Seat[]> {
  const tokens = await target.tokens(rooms.flatMap(({ userIds }) => userIds));
  let next = 0;
  return rooms.flatMap(({ conversationId, uuid, userIds }) =>
    userIds.map((userId, place): Seat => ({
      dialect: dialectOf(place),
      token: tokens[next++] ?? '',
      userId,
      conversationId,
      uuid,
    })),
  );
}
