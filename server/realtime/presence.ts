import type { Session } from '#server/core/session.ts';
import type { Audience, UserStore } from '#server/core/identity-store.ts';
import type { Presence } from '#server/protocol/conversation.ts';
import type { Roster } from './roster.ts';

/** A page that is loaded again closes its socket and opens another: nobody needs to hear of that. */
const GRACE_MS = 1_500;
/** Users of one question to the store. */
const BATCH = 500;
const RETRY_MS = 1_000;

interface PresencesParts {
  users: Pick<UserStore, 'contacts' | 'audiences' | 'acquaintances' | 'touchLastSeen'>;
  roster: Pick<Roster, 'add' | 'remove'>;
  /** The user has been gone for the grace and is no longer followed here. */
  gone: (userId: number) => void;
  /** Tells those here who may know. */
  tell: (presence: Presence, audience: Pick<Audience, 'conversationIds' | 'contactIds'>) => void;
  failed: (error: unknown) => void;
}

/** Who is online, over all dialects and instances. */
export interface Presences {
  /** A socket of the user is being opened: whoever was about to count as gone is not. */
  connecting(userId: number): void;
  connected(userId: number): void;
  disconnected(userId: number): void;
  /**
   * The roster says that the user is online now, on whatever instance, or on none any more; `vanished`: because an
   * instance is gone.
   */
  changed(userId: number, present: boolean, vanished: boolean): void;
  /** Presence of those of `userIds` whom the asker may know of. */
  get(session: Session, userIds: readonly number[]): Promise<Presence[]>;
  /** Everybody who is online, on whatever instance: for no user to know. */
  online(): number[];
  /** Users online of whom this one may know. */
  around(userId: number): Promise<number[]>;
  /** Writes that everybody was here until now; for the shutdown. */
  close(): Promise<void>;
}

/**
 * Says to the roster who is connected here, and tells the sockets here of what the roster says of all instances. Who may
 * know is asked of the store then, for all at once of whom there is something to tell.
 */
export function createPresences({ users, roster, gone, tell, failed }: PresencesParts): Presences {
  const here = new Set<number>();
  const leaving = new Map<number, NodeJS.Timeout>();
  const online = new Set<number>();
  /** Of whom it was told here that they are online, and which telling it was. */
  const told = new Map<number, number>();
  let tellings = 0;
  /** Of whom there may be something to tell; true where nobody could write when they were last seen. */
  const untold = new Map<number, boolean>();
  let telling = false;
  let closed = false;

  async function tellOf(batch: readonly (readonly [userId: number, vanished: boolean])[]) {
    const lost = batch.filter(([userId, vanished]) => vanished && !online.has(userId));
    if (lost.length > 0) await users.touchLastSeen(lost.map(([userId]) => userId));
    for (const { userId, lastSeenAt, ...audience } of await users.audiences(batch.map(([id]) => id))) {
      // What came of them meanwhile counts.
      const present = online.has(userId);
      if (told.has(userId) === present) continue;
      if (present) told.set(userId, ++tellings);
      else told.delete(userId);
      tell({ userId, online: present, lastSeenAt: present ? null : lastSeenAt }, audience);
    }
  }

  async function tellAll() {
    if (telling) return;
    telling = true;
    while (untold.size > 0 && !closed) {
      const batch = [...untold].slice(0, BATCH);
      for (const [userId] of batch) untold.delete(userId);
      try {
        await tellOf(batch);
      } catch (error) {
        failed(error);
        for (const [userId, vanished] of batch) note(userId, vanished);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    telling = false;
  }

  const note = (userId: number, vanished: boolean) =>
    untold.set(userId, vanished || (untold.get(userId) ?? false));

  async function touch(userIds: readonly number[]) {
    await users.touchLastSeen(userIds).catch(failed);
  }

  async function leave(userId: number) {
    leaving.delete(userId);
    const came = here.delete(userId);
    gone(userId);
    // A socket that was refused is no visit.
    if (!came) return;
    await touch([userId]);
    // Whoever came back while this was written is online.
    if (!here.has(userId)) roster.remove(`online ${userId}`);
  }

  return {
    connecting(userId) {
      clearTimeout(leaving.get(userId));
      leaving.delete(userId);
    },
    connected(userId) {
      here.add(userId);
      roster.add(`online ${userId}`);
    },
    disconnected(userId) {
      clearTimeout(leaving.get(userId));
      if (closed) return;
      leaving.set(
        userId,
        setTimeout(() => void leave(userId), GRACE_MS),
      );
    },
    changed(userId, present, vanished) {
      if (present) online.add(userId);
      else online.delete(userId);
      note(userId, vanished);
      void tellAll();
    },
    async get(session, userIds) {
      const contacts = await users.contacts(session.account.id, userIds);
      return contacts.map(({ userId, lastSeenAt }) => ({ userId, online: online.has(userId), lastSeenAt }));
    },
    online: () => [...online],
    async around(userId) {
      const before = tellings;
      const acquaintances = await users.acquaintances(userId);
      // Of those who come meanwhile, or have just come, it is told anyway.
      return acquaintances.filter((id) => online.has(id) && (told.get(id) ?? Infinity) <= before);
    },
    async close() {
      closed = true;
      for (const timer of leaving.values()) clearTimeout(timer);
      if (here.size > 0) await touch([...here]);
    },
  };
}
