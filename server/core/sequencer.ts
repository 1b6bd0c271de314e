import type { Delta, Message } from '#server/protocol/conversation.ts';

interface SequencerParts {
  /** Reads what lies after a cursor; undefined where the conversation is gone. */
  changes: (conversationId: number, since: number) => Promise<Delta | undefined>;
  /**
   * Called with the deltas of a conversation in version order, each version once; `fresh` are those of its messages that
   * were not there before.
   */
  deliver: (delta: Delta, fresh: readonly Message[]) => void;
  failed: (error: unknown) => void;
}

/** How far something has come in a conversation. */
export interface Cursor {
  version: number;
  lastSeq: number;
}

interface Followed extends Cursor {
  /** Live deltas beyond a hole, held back until it is filled. */
  held: Delta[];
  /** The highest version heard of. */
  known: number;
  filling: boolean;
}

/**
 * This instance's cursor in every conversation that somebody here follows. Pushes are hints that may come late, twice,
 * out of order or not at all; what comes out is in order, once. A hole is filled from the store, which holds it for
 * certain: versions are given out in commit order.
 */
export interface Sequencer {
  /** Begins at `cursor`; a conversation already followed keeps its own. */
  follow(conversationId: number, cursor: Cursor): void;
  unfollow(conversationId: number): void;
  followed(): number[];
  /** A delta from the bus. */
  offer(delta: Delta): void;
  /** The version that the store is known to have reached. */
  head(conversationId: number, version: number): void;
}

/** The sync log of one instance (design, "Catch-up"). */
export function createSequencer({ changes, deliver, failed }: SequencerParts): Sequencer {
  const conversations = new Map<number, Followed>();

  function pass(followed: Followed, delta: Delta) {
    if (delta.version <= followed.version) return;
    const rest =
      delta.since < followed.version
        ? {
            ...delta,
            since: followed.version,
            messages: delta.messages.filter((m) => m.version > followed.version),
          }
        : delta;
    const fresh = rest.messages.filter((m) => m.seq > followed.lastSeq).toSorted((a, b) => a.seq - b.seq);
    followed.version = delta.version;
    // A delta that is a part of what the store holds names the last of all; the fresh ones tell how far this one reaches.
    followed.lastSeq = fresh.at(-1)?.seq ?? followed.lastSeq;
    deliver(rest, fresh);
  }

  function release(followed: Followed) {
    followed.held.sort((a, b) => a.since - b.since);
    while (followed.held[0] && followed.held[0].since <= followed.version) {
      const next = followed.held.shift();
      if (next) pass(followed, next);
    }
  }

  async function fill(conversationId: number, followed: Followed, known: number) {
    followed.known = Math.max(followed.known, known);
    if (followed.filling) return;
    followed.filling = true;
    try {
      while (conversations.get(conversationId) === followed && followed.version < followed.known) {
        const delta = await changes(conversationId, followed.version);
        // Nobody follows it any more, or somebody anew, from another version.
        if (conversations.get(conversationId) !== followed) break;
        if (!delta || delta.version <= followed.version) break;
        pass(followed, delta);
        release(followed);
      }
    } catch (error) {
      // What is held stays held: the next heartbeat asks again.
      failed(error);
    } finally {
      followed.filling = false;
    }
  }

  return {
    follow(conversationId, { version, lastSeq }) {
      if (!conversations.has(conversationId))
        conversations.set(conversationId, { version, lastSeq, held: [], known: version, filling: false });
    },
    unfollow: (conversationId) => void conversations.delete(conversationId),
    followed: () => [...conversations.keys()],
    offer(delta) {
      const followed = conversations.get(delta.conversationId);
      if (!followed || delta.version <= followed.version) return;
      if (delta.since <= followed.version) {
        pass(followed, delta);
        release(followed);
        return;
      }
      followed.held.push(delta);
      void fill(delta.conversationId, followed, delta.version);
    },
    head(conversationId, version) {
      const followed = conversations.get(conversationId);
      if (followed && followed.version < version) void fill(conversationId, followed, version);
    },
  };
}
