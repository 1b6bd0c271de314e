import type { BusinessTime } from '#server/protocol/business-hours.ts';

/** Where the desk stands in its hours while it is closed. */
export interface Closed {
  /** ISO 8601. */
  since: string;
  /** When it opens again; null where it never does. */
  until: string | null;
}

/** A chat, and the place of the message that makes it due. */
export interface Due {
  conversationId: number;
  seq: number;
}

/** A chat that waits for an admin. */
export interface Waiting {
  conversationId: number;
  /** Who is not to have it: its client, and who let go of it last. */
  exceptIds: number[];
}

/** What the desk looks for when it does something by itself. */
export interface AutomationStore {
  /** Undefined while the desk is open; `at` is ISO 8601. */
  closed(business: BusinessTime, at: string): Promise<Closed | undefined>;
  /** Open chats whose client wrote last, since that time, and was not told since then that the desk is closed. */
  untold(since: string, most: number): Promise<number[]>;
  /** ACTIVE chats whose last word is an admin's and so many hours old. */
  silent(hours: number, most: number): Promise<Due[]>;
  /** ACTIVE chats in which nothing was said after a warning that is so many hours old. */
  warned(hours: number, most: number): Promise<Due[]>;
  /** PENDING chats that nobody owns and nobody has put aside, the longest waiting first. */
  waiting(most: number): Promise<Waiting[]>;
  /** Of these users the admins who take chats in turn; who had none for longest first. */
  inTurn(userIds: readonly number[]): Promise<number[]>;
  /** Ends that admin's turn. */
  tookTurn(adminId: number): Promise<void>;
}
