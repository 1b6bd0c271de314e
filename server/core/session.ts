import type { Account } from '#server/protocol/identity.ts';

/**
 * Who is asking: a signed-in user on one place (a browser's cookie or an API token). It was good when it was looked up;
 * realtime ends sockets whose session ends later, and REST looks it up for every request.
 */
export interface Session {
  /** The row in the store that a sign-out revokes. */
  id: string;
  account: Account;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** Somebody on a site that has the widget: their own support chats are all that they may see (visitors.ts). */
  visitor?: boolean;
}
