import type { Core } from '#server/core/core.ts';
import type { Opened } from '#server/protocol/conversation.ts';
import { isChatError } from '#server/protocol/errors.ts';
import { framesOf } from '#server/realtime/frames.ts';
import type { Audience } from './audience.ts';
import { chatOf, encode } from './codec.ts';

interface IntroductionParts {
  core: Core;
  audience: Audience;
  failed: (error: unknown, where?: string) => void;
}

/**
 * Tells users of the conversations that they came into (`new_chat`). What is said in one of them meanwhile waits, so that
 * nobody hears of a message before its chat.
 */
export function createIntroductions({ core, audience, failed }: IntroductionParts) {
  const held = new Map<string, Buffer[]>();
  /** A group is read once, however many come into it at a time. */
  const reading = new Map<number, Promise<Opened>>();
  const keyOf = (userId: number, conversationId: number) => `${userId}/${conversationId}`;

  function read(userId: number, conversationId: number): Promise<Opened> | undefined {
    const known = reading.get(conversationId);
    if (known) return known;
    const [listener] = audience.of(userId);
    if (!listener) return undefined;
    const opened = core.reading
      .open(listener.session, { conversationId })
      .finally(() => reading.delete(conversationId));
    reading.set(conversationId, opened);
    return opened;
  }

  return {
    /** `applies` may say, once the conversation is read, that the user has nothing to be told. */
    async introduce(
      userId: number,
      conversationId: number,
      applies: (opened: Opened) => boolean = () => true,
    ): Promise<void> {
      const opened = read(userId, conversationId);
      if (!opened) return;
      const key = keyOf(userId, conversationId);
      const waiting: Buffer[] = [];
      held.set(key, waiting);
      try {
        const chat = await opened;
        if (applies(chat))
          waiting.unshift(framesOf([encode({ type: 'new_chat', payload: chatOf(chat, userId) })]));
      } catch (error) {
        // Whoever may not read it any more hears nothing of it.
        if (!isChatError(error)) failed(error, 'feed new_chat');
      }
      if (held.get(key) !== waiting) return;
      held.delete(key);
      for (const { socket } of audience.of(userId)) for (const frames of waiting) socket.write(frames);
    },
    /** Holds the frames back where the user is still to be told of the conversation; answers whether it does. */
    hold(userId: number, conversationId: number, frames: Buffer): boolean {
      const waiting = held.size > 0 ? held.get(keyOf(userId, conversationId)) : undefined;
      waiting?.push(frames);
      return waiting !== undefined;
    },
    /** The user is no longer in it: nothing of it is said. */
    drop: (userId: number, conversationId: number) => void held.delete(keyOf(userId, conversationId)),
  };
}
