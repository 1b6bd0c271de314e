import type { Message } from '#server/protocol/conversation.ts';

/** What one's own changes make of a message until the server's answer is there. */

export const edited =
  (content: string, now: string) =>
  (message: Message): Message => ({ ...message, content, editedAt: now });

export const deleted =
  (now: string) =>
  (message: Message): Message => ({ ...message, content: '', reactions: {}, file: null, deletedAt: now });

export const reacted =
  (emoji: string, userId: number, on: boolean) =>
  (message: Message): Message => {
    const { [emoji]: held = [], ...others } = message.reactions;
    const without = held.filter((id) => id !== userId);
    const users = on ? (held.includes(userId) ? held : [...held, userId]) : without;
    if (users.length === 0) return { ...message, reactions: others };
    // Spread in place: an emoji that is there already keeps its position.
    return { ...message, reactions: { ...message.reactions, [emoji]: users } };
  };
