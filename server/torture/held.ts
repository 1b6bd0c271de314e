import type { Delta, Message, Participant } from '#server/protocol/conversation.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Shown } from './checker.ts';

/** A conversation as a client holds it whole: rules 3 to 6 of PROTOCOL.md, "Staying in step". */
export interface Held {
  cursor(): number;
  /** Answers false for a delta beyond a hole, which is dropped: catch up. */
  apply(delta: Delta): boolean;
  /** Against the rules: takes whatever comes for what comes next. */
  applyBlindly(delta: Delta): void;
  shown(): Shown;
}

/** Everything as of `version`; single rows may be newer. */
export function createHeld(
  version: number,
  messages: readonly Message[],
  participants: readonly Participant[],
): Held {
  const bySeq = new Map<number, Message>();
  const byUser = new Map<number, Participant>();
  let cursor = version;

  function putParticipant(participant: Participant) {
    const known = byUser.get(participant.userId);
    if (known && known.version >= participant.version) return;
    byUser.set(participant.userId, {
      ...participant,
      readSeq: Math.max(participant.readSeq, known?.readSeq ?? 0),
    });
  }

  function putMessage(message: Message) {
    const known = bySeq.get(message.seq);
    if (known && known.version >= message.version) return;
    bySeq.set(message.seq, message);
  }

  /** Rule 5. */
  function movePointer({ senderId, seq }: Message) {
    const sender = byUser.get(senderId);
    if (sender && sender.readSeq < seq) byUser.set(senderId, { ...sender, readSeq: seq });
  }

  /** Rule 6. */
  function updateQuotes(changed: readonly Message[]) {
    const byId = new Map(changed.map((message) => [message.id, message]));
    for (const message of bySeq.values()) {
      const quoted = message.replyTo && byId.get(message.replyTo.id);
      if (!message.replyTo || !quoted) continue;
      const deleted = quoted.deletedAt !== null;
      const excerpt = deleted ? '' : Array.from(quoted.content).slice(0, limits.excerpt).join('');
      bySeq.set(message.seq, { ...message, replyTo: { ...message.replyTo, excerpt, deleted } });
    }
  }

  function put(delta: Delta) {
    for (const participant of delta.participants) putParticipant(participant);
    for (const message of delta.messages) {
      putMessage(message);
      movePointer(message);
    }
    updateQuotes(delta.messages);
    cursor = Math.max(cursor, delta.version);
  }

  for (const message of messages) putMessage(message);
  for (const participant of participants) putParticipant(participant);

  return {
    cursor: () => cursor,
    apply(delta) {
      if (delta.version <= cursor) return true;
      if (delta.since > cursor) return false;
      put(delta);
      return true;
    },
    applyBlindly: put,
    shown: () => ({
      messages: [...bySeq.values()].toSorted((a, b) => a.seq - b.seq),
      readSeqs: Object.fromEntries([...byUser.values()].map(({ userId, readSeq }) => [userId, readSeq])),
    }),
  };
}
