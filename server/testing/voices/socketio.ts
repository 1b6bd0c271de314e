import type { Goodbye } from '#server/dialects/conformance.ts';
import type { ChatClient } from '#server/testing/chat-client.ts';

/** Sent away: Socket.IO's clients do not come back by themselves. */
export const DISCONNECTED = 'io server disconnect';
/** A lost connection, after which they do. */
export const CUT = 'transport close';

/** How a socket of a published Socket.IO dialect ended: with an `error`, if anything. */
export async function goodbyeOf(client: ChatClient): Promise<Goodbye> {
  const closed = await client.closed();
  const said = client.all('error').at(-1);
  return said === undefined ? { closed } : { said, closed };
}
