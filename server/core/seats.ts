/** How many sockets a user may have open, over all instances where there are several. */
export interface Seats {
  /** The user is about to have `here` sockets on this instance; answers false where that is more than they may. */
  claim(userId: number, here: number): boolean | Promise<boolean>;
  /** The user has `here` sockets on this instance. */
  set(userId: number, here: number): void | Promise<void>;
}

/** For one instance alone. */
export function createSeats(limit: number): Seats {
  return { claim: (_userId, here) => here <= limit, set: () => undefined };
}
