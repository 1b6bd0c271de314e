'use client';
import { createContext, use } from 'react';
import type { TimelineItem } from '#components/realtime/types.ts';

/** What can be done with a message. Each is the same function for as long as the conversation is open. */
export interface MessageHandlers {
  reply(item: TimelineItem): void;
  edit(item: TimelineItem): void;
  /** Asks before it deletes. */
  remove(item: TimelineItem): void;
  copy(item: TimelineItem): void;
  /** Gives or takes back the reader's reaction. */
  react(item: TimelineItem, emoji: string): void;
  /** Asks with which emoji. */
  chooseReaction(item: TimelineItem): void;
  /** Tries a failed one again. */
  retry(item: TimelineItem): void;
  /** Drops one that has failed, or whose file is not uploaded yet. */
  discard(item: TimelineItem): void;
  /** Scrolls to a message, loaded or not, and moves the focus there. */
  jumpTo(seq: number): void;
  /** Moves the focus to a message that is shown. */
  focus(item: TimelineItem): void;
  /** Moves the focus to the composer. */
  compose(): void;
}

/** What the rows of an open conversation have in common. */
export interface ConversationScope {
  conversationId: number;
  ownId: number;
  direct: boolean;
  /** The reader is in it still. */
  canWrite: boolean;
  /** The reader may delete what others wrote. */
  moderates: boolean;
  /** Names of those who are in it. */
  names: ReadonlyMap<number, string>;
  handlers: MessageHandlers;
}

export const ConversationScopeContext = createContext<ConversationScope | null>(null);

export function useConversationScope(): ConversationScope {
  const scope = use(ConversationScopeContext);
  if (!scope) throw new Error('A message needs a conversation around it');
  return scope;
}

/** Names of people in the conversation: "You" for the reader, who comes first. */
export function useNames(userIds: readonly number[]): string[] {
  const { ownId, names } = useConversationScope();
  const others = userIds.filter((id) => id !== ownId).map((id) => names.get(id) ?? 'a former member');
  return others.length < userIds.length ? ['You', ...others] : others;
}
