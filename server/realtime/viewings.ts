import type { Session } from '#server/core/session.ts';
import type { Roster } from './roster.ts';

/** Admins who have a support chat open, on any instance. */
export interface ViewersEvent {
  conversationId: number;
  /** In the order in which they came. */
  userIds: number[];
}

/** Who has which support chat open at the desk. Nothing of it is stored, and nobody hears of it but those who are named. */
export interface Viewings {
  /**
   * The page behind a socket shows this chat now (null: none), and no other. `allowed` says whether it may; what it rejects
   * with is thrown. Of several at once the last one counts, however long each is looked at.
   */
  look(session: Session, conversationId: number | null, allowed: () => Promise<void>): Promise<void>;
  /** The socket is gone. */
  leave(session: Session): void;
  /** The roster says that the user has it open now, on whatever instance, or on none any more. */
  changed(conversationId: number, userId: number, present: boolean): void;
}

interface ViewingsParts {
  roster: Pick<Roster, 'add' | 'remove'>;
  /** Whether the socket of the session is still there; each socket has a session object of its own. */
  isOpen: (session: Session) => boolean;
  tell: (event: ViewersEvent) => void;
}

/** Counts the sockets of this instance, and tells those who view a chat of everybody who does. */
export function createViewings({ roster, isOpen, tell }: ViewingsParts): Viewings {
  /** What each socket shows, or is about to. */
  const wanted = new Map<Session, number>();
  const shown = new Map<Session, number>();
  const sockets = new Map<`view ${number} ${number}`, number>();
  const viewers = new Map<number, Set<number>>();

  const tellOf = (conversationId: number) =>
    tell({ conversationId, userIds: [...(viewers.get(conversationId) ?? [])] });

  function enter(session: Session, conversationId: number) {
    const userId = session.account.id;
    const fact = `view ${conversationId} ${userId}` as const;
    shown.set(session, conversationId);
    sockets.set(fact, (sockets.get(fact) ?? 0) + 1);
    const known = viewers.get(conversationId)?.has(userId);
    roster.add(fact);
    // Whoever views it elsewhere is no news, but who else does is news to this socket.
    if (known) tellOf(conversationId);
  }

  function exit(session: Session) {
    const conversationId = shown.get(session);
    if (conversationId === undefined) return;
    shown.delete(session);
    const fact = `view ${conversationId} ${session.account.id}` as const;
    const left = (sockets.get(fact) ?? 1) - 1;
    if (left > 0) sockets.set(fact, left);
    else {
      sockets.delete(fact);
      roster.remove(fact);
    }
  }

  return {
    async look(session, conversationId, allowed) {
      if (!isOpen(session)) return;
      if (conversationId !== shown.get(session)) exit(session);
      if (conversationId === null) {
        wanted.delete(session);
        return;
      }
      wanted.set(session, conversationId);
      try {
        await allowed();
      } catch (error) {
        if (wanted.get(session) === conversationId) {
          wanted.delete(session);
          exit(session);
        }
        throw error;
      }
      // It looks elsewhere by now, or is gone.
      if (wanted.get(session) !== conversationId) return;
      if (shown.get(session) === conversationId) tellOf(conversationId);
      else enter(session, conversationId);
    },
    leave(session) {
      wanted.delete(session);
      exit(session);
    },
    changed(conversationId, userId, present) {
      const all = viewers.get(conversationId) ?? new Set();
      if (present) viewers.set(conversationId, all.add(userId));
      else if (all.delete(userId) && all.size === 0) viewers.delete(conversationId);
      tellOf(conversationId);
    },
  };
}
