import type { Card, Store } from '#server/core/store.ts';
import { type Delta, isSaid, type Message } from '#server/protocol/conversation.ts';
import type { Account } from '#server/protocol/identity.ts';

/** People remembered at most; the oldest are forgotten first. */
const PEOPLE = 20_000;
const RETRY_MS = 500;

/** What a dialect needs besides a delta to render it: the conversation, and who wrote. */
export interface Scene {
  card: Card;
  /** The messages of the delta that were not there before and have not been deleted since, by `seq`. */
  fresh: readonly Message[];
  /** Those of the fresh ones that every dialect tells of: no answers that failed. */
  said: readonly Message[];
  person(userId: number): Account;
}

interface News {
  delta: Delta;
  fresh: readonly Message[];
}

interface DirectoryParts {
  store: Pick<Store, 'conversations' | 'users'>;
  /** Called with each delta as it came in, its conversation and people known. */
  tell: (delta: Delta, scene: Scene) => void;
  failed: (error: unknown) => void;
}

/**
 * Knows the conversations and people of what is delivered here. A delta whose conversation or senders are not known yet
 * waits until they are read, and what comes after it in its conversation waits behind it.
 */
export function createDirectory({ store, tell, failed }: DirectoryParts) {
  const cards = new Map<number, Card>();
  const people = new Map<number, Account>();
  const waiting = new Map<number, News[]>();

  const strangers = ({ fresh }: News) => [
    ...new Set(fresh.map((message) => message.senderId).filter((id) => !people.has(id))),
  ];

  function show({ delta, fresh }: News, card: Card) {
    const person = (userId: number) => {
      const found = people.get(userId);
      if (!found) throw new Error(`User ${userId} is not known`);
      return found;
    };
    const alive = fresh.filter((message) => !message.deletedAt);
    tell(delta, { card, fresh: alive, said: alive.filter(isSaid), person });
  }

  async function load(news: News): Promise<Card | undefined> {
    const { conversationId } = news.delta;
    const missing = strangers(news);
    if (missing.length > 0)
      for (const account of await store.users.accounts(missing)) people.set(account.id, account);
    for (const oldest of people.keys()) {
      if (people.size <= PEOPLE) break;
      people.delete(oldest);
    }
    const known = cards.get(conversationId);
    if (known) return known;
    const card = await store.conversations.card(conversationId);
    if (card) cards.set(card.id, card);
    return card;
  }

  async function work(conversationId: number, queue: News[]) {
    while (queue[0]) {
      try {
        const card = await load(queue[0]);
        const next = queue.shift();
        if (card && next) show(next, card);
      } catch (error) {
        failed(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    waiting.delete(conversationId);
  }

  return {
    /** The conversation itself: from memory where something was delivered of it. */
    card: async (conversationId: number): Promise<Card | undefined> =>
      cards.get(conversationId) ?? store.conversations.card(conversationId),
    deliver(delta: Delta, fresh: readonly Message[]) {
      const news = { delta, fresh };
      // Only a line about the conversation itself changes who is in it, or its title.
      if (delta.conversation || delta.messages.some((message) => message.kind === 'system'))
        cards.delete(delta.conversationId);
      const queue = waiting.get(delta.conversationId);
      if (queue) {
        queue.push(news);
        return;
      }
      const card = cards.get(delta.conversationId);
      if (card && strangers(news).length === 0) {
        show(news, card);
        return;
      }
      const first = [news];
      waiting.set(delta.conversationId, first);
      void work(delta.conversationId, first);
    },
    /** Nobody here follows the conversation any more. */
    forget: (conversationId: number) => void cards.delete(conversationId),
  };
}
