import type { Presence } from '#server/protocol/conversation.ts';
import type { Account, Person, Role, SessionView } from '#server/protocol/identity.ts';

/**
 * Who may know of a user's presence: who shares a conversation with them. In support chats only the client and the owner
 * of an ACTIVE one know of each other (protocols, finer decision 15).
 */
export interface Audience extends Pick<Presence, 'userId' | 'lastSeenAt'> {
  /** Whose members may know. */
  conversationIds: number[];
  /** Who may know besides. */
  contactIds: number[];
}

export interface UserStore {
  /** Undefined where username or email is taken. */
  create(user: {
    username: string;
    name: string;
    email: string;
    passwordHash: string;
    role: Role;
  }): Promise<Account | undefined>;
  /** Disabled users are not found. */
  forSignIn(email: string): Promise<{ account: Account; passwordHash: string | null } | undefined>;
  passwordHash(userId: number): Promise<string | null>;
  setPasswordHash(userId: number, hash: string): Promise<void>;
  /** Whether answers to the user's prompts are to be spoken whenever one is given. */
  speaksAlways(userId: number): Promise<boolean>;
  setSpeaksAlways(userId: number, always: boolean): Promise<void>;
  setName(userId: number, name: string): Promise<Account | undefined>;
  /**
   * Disabling ends all sessions in the same transaction; answers the ids of those. `last_owner`: no owner could sign in any
   * more.
   */
  setDisabled(
    userId: number,
    disabled: boolean,
  ): Promise<{ account: Account; ended: string[] } | 'last_owner' | undefined>;
  people(userIds: readonly number[]): Promise<Person[]>;
  /** Of these users those with whom one may begin a conversation: neither the assistant nor a visitor. */
  registered(userIds: readonly number[]): Promise<Person[]>;
  /** Of these users those who are, or were, in a conversation of the user's, and the user. */
  peopleAround(userId: number, userIds: readonly number[]): Promise<Person[]>;
  accounts(userIds: readonly number[]): Promise<Account[]>;
  /** Admins who are not disabled, by name, and whether they take chats in turn. */
  admins(): Promise<(Person & { available: boolean })[]>;
  setAvailable(userId: number, available: boolean): Promise<void>;
  /** People whose name or username has a word that begins with the query; disabled ones, visitors and the asker left out. */
  search(query: string, askerId: number, limit: number): Promise<Person[]>;
  /** Of each user, who may know when they are online: see `Audience`. */
  audiences(userIds: readonly number[]): Promise<Audience[]>;
  /** Everybody whose presence the user may know. */
  acquaintances(userId: number): Promise<number[]>;
  /** Those of `userIds` whose presence the user may know, with the time they were last seen. */
  contacts(userId: number, userIds: readonly number[]): Promise<Pick<Presence, 'userId' | 'lastSeenAt'>[]>;
  touchLastSeen(userIds: readonly number[]): Promise<void>;
}

export interface SessionStore {
  create(session: {
    userId: number;
    kind: SessionView['kind'];
    userAgent: string | null;
    /** Seconds from now. */
    lifetime: number;
  }): Promise<{ id: string; expiresAt: string }>;
  /** Undefined where it has ended, has expired, or its user is disabled. */
  find(
    sessionId: string,
  ): Promise<
    { account: Account; kind: SessionView['kind']; expiresAt: string; visitor: boolean } | undefined
  >;
  list(userId: number): Promise<Omit<SessionView, 'current'>[]>;
  /** Ends the user's sessions that `which` names and answers their ids. */
  end(
    userId: number,
    which: { only: string } | { except: string } | { kind: SessionView['kind'] } | 'all',
  ): Promise<string[]>;
  /** Sessions that were ended since `since` (the `now` of an earlier answer, or null: the last seconds); may repeat some. */
  endedSince(since: string | null): Promise<{ ids: string[]; now: string }>;
}
