import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Snooze } from '#server/protocol/support-hub.ts';
import type { DeskEvent } from './bus.ts';
import { requireAdmin, requireMaySnooze } from './policies.ts';
import type { Session } from './session.ts';
import type { ConversationChange, Store } from './store.ts';

/** How often every instance looks for chats whose time has come; each of them is woken by one. */
const SWEEP_MS = 1_000;
const AT_ONCE = 100;
const DAY_MS = 86_400_000;

interface SnoozesParts {
  store: Pick<Store, 'conversations' | 'support'>;
  changed: (event: DeskEvent) => void;
  failed: (error: unknown) => void;
}

export type Snoozes = ReturnType<typeof createSnoozes>;

/**
 * Chats that are put aside at the desk (docs/decisions/021): until a time, which every instance looks for, or until the
 * client writes, which wakes the chat in the statement that stores the message. A status or owner that changes ends it.
 */
export function createSnoozes({ store, changed, failed }: SnoozesParts) {
  let sweeping: Promise<void> | undefined;

  async function change(
    { account }: Session,
    conversationId: number,
    work: (unit: ConversationChange) => Promise<Snooze | null>,
  ): Promise<HubOutput<'support.snooze'>> {
    requireAdmin(account);
    const chat = await store.support.chat(String(conversationId), { id: account.id, admin: true });
    if (chat?.kind !== 'support') throw new ChatError('conversation_not_found');
    let snooze: Snooze | null = null;
    await store.conversations.change(conversationId, async (unit) => {
      if (!unit.conversation.support) throw new ChatError('internal');
      requireMaySnooze(unit.conversation.support, account);
      snooze = await work(unit);
    });
    changed({ conversationId });
    return { conversationId, snooze };
  }

  async function sweep(): Promise<void> {
    try {
      let woken: number[];
      do {
        woken = await store.support.wakeDue(AT_ONCE);
        for (const conversationId of woken) changed({ conversationId });
      } while (woken.length === AT_ONCE);
    } catch (error) {
      failed(error);
    }
  }

  const sweeper = setInterval(() => {
    sweeping ??= sweep().finally(() => (sweeping = undefined));
  }, SWEEP_MS);
  sweeper.unref();

  return {
    /**
     * Puts a chat aside. Errors: conversation_not_found, forbidden, already_claimed, invalid_transition (it is closed, or
     * the client has written what the asker has not seen), invalid_request (no time to come).
     */
    snooze(
      session: Session,
      { conversationId, until, seq }: HubParsed<'support.snooze'>,
    ): Promise<HubOutput<'support.snooze'>> {
      return change(session, conversationId, async (unit) => {
        const away = until === null ? 1 : Date.parse(until) - Date.now();
        if (away <= 0 || away > limits.snoozeDays * DAY_MS)
          throw new ChatError('invalid_request', undefined, 'Snooze until a time of the coming year');
        if (typeof seq === 'number' && (await unit.clientWroteAfter(seq)))
          throw new ChatError('invalid_transition', undefined, 'The client has written meanwhile');
        const snooze = { until };
        await unit.saveSnooze(snooze, { kind: 'snoozed', actorId: session.account.id, details: { until } });
        return snooze;
      });
    },

    /** Ends that. Errors: conversation_not_found, forbidden, already_claimed, invalid_transition. */
    wake(
      session: Session,
      { conversationId }: HubParsed<'support.wake'>,
    ): Promise<HubOutput<'support.wake'>> {
      return change(session, conversationId, async (unit) => {
        if (await unit.snooze()) await unit.saveSnooze(null, { kind: 'woken', actorId: session.account.id });
        return null;
      });
    },

    /** Looks for nothing any more; resolves when the last look is over. */
    async drain(): Promise<void> {
      clearInterval(sweeper);
      await sweeping;
    },
  };
}
