import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import type { ChatMessage } from '#server/protocol/assistant.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { RawSocket } from '#server/realtime/raw-socket.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import type { Rooms } from '#server/realtime/rooms.ts';
import { encodeAnswer } from './codec.ts';

/** A signed-in socket. */
export interface Asker {
  socket: RawSocket;
  session: Session;
  /** How often it has asked each prompt that is not answered yet: it is answered as often. */
  asked: Map<number, number>;
  /** Answers that it was told before they were pushed. */
  told: Set<number>;
  /** Of each of its prompts that is being stored: the prompts whose answers were pushed to it since, perhaps its own. */
  asking: Set<Set<number>>;
}

export const createAsker = (socket: RawSocket, session: Session): Asker => ({
  socket,
  session,
  asked: new Map(),
  told: new Set(),
  asking: new Set(),
});

interface HandlerParts {
  core: Pick<Core, 'conversations' | 'messages' | 'runs'>;
  realtime: Pick<Realtime, 'isIn' | 'refresh'>;
  rooms: Rooms<Asker>;
}

/** Handles a `chat_message`: when it resolves, the prompt is stored and its answer will be told. Errors: those of core. */
export function createHandler({ core, realtime, rooms }: HandlerParts) {
  /** The session that is named, or a new one: by the same `clientId` it is the same one. */
  async function sessionOf(session: Session, { sessionId, clientId, prompt }: ChatMessage): Promise<number> {
    if (sessionId) {
      await core.runs.requireSession(session, sessionId);
      return sessionId;
    }
    const created = await core.conversations.createAssistant(session, {
      clientId: clientId ?? crypto.randomUUID(),
      firstPrompt: prompt,
    });
    return created.conversationId;
  }

  /** Stores the prompt; `answered` where its answer was pushed to the socket before that was known here. */
  async function store(asker: Asker, conversationId: number, { prompt, clientId }: ChatMessage) {
    const early = new Set<number>();
    asker.asking.add(early);
    // Before the prompt is stored: its answer may be there at once.
    rooms.join(conversationId, asker);
    try {
      const sent = await core.messages.send(asker.session, {
        conversationId,
        content: prompt,
        clientId,
        asks: true,
      });
      const answered = early.has(sent.message.id);
      // One push answers one of those that ask the same.
      if (answered) for (const other of asker.asking) other.delete(sent.message.id);
      return { ...sent, answered };
    } finally {
      asker.asking.delete(early);
    }
  }

  return async (asker: Asker, input: ChatMessage): Promise<void> => {
    const { session } = asker;
    const userId = session.account.id;
    if (input.userId !== userId) throw new ChatError('forbidden', undefined, 'userId does not match');
    const conversationId = await sessionOf(session, input);
    if (!realtime.isIn(userId, conversationId)) await realtime.refresh(userId);
    const { message, duplicate, answered } = await store(asker, conversationId, input);
    if (answered) return;
    asker.asked.set(message.id, (asker.asked.get(message.id) ?? 0) + 1);
    const answer = duplicate ? await core.runs.answerTo(message.id) : undefined;
    // It may have been pushed meanwhile.
    const times = answer ? answeredFor(asker, message.id) : 0;
    if (!answer || times === 0) return;
    asker.told.add(answer.id);
    tell(asker, encodeAnswer(answer), times);
  };
}

/** How often the socket waits for an answer to the prompt; it does not any more. */
export function answeredFor({ asked }: Asker, promptId: number): number {
  const times = asked.get(promptId) ?? 0;
  asked.delete(promptId);
  return times;
}

/** Tells a pushed answer to a socket: as often as it has asked, once to one that only follows. */
export function tellPushed(asker: Asker, frame: string, answerId: number, promptId: number): void {
  const times = answeredFor(asker, promptId);
  const told = asker.told.delete(answerId);
  if (times === 0) for (const early of asker.asking) early.add(promptId);
  tell(asker, frame, times === 0 && !told ? 1 : times);
}

export function tell({ socket }: Asker, frame: string, times: number): void {
  for (let time = 0; time < times; time++) socket.send(frame);
}
