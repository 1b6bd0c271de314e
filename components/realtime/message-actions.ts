import type { Message } from '#server/protocol/conversation.ts';
import type { Clock } from './clock.ts';
import { deleted, edited, reacted } from './message-patches.ts';
import type { Request } from './requests.ts';
import { type Patch, type RealtimeState, withEntry } from './state.ts';
import type { Store } from './store.ts';

interface ActionParts {
  store: Store<RealtimeState>;
  request: Request;
  clock: Clock;
  committed: (conversationId: number, version: number) => void;
}

/** Each shows its effect at once, takes it back on an error, and rejects with a CommandError (see command-error.ts). */
export interface MessageActions {
  edit(messageId: number, content: string): Promise<void>;
  remove(messageId: number): Promise<void>;
  react(messageId: number, emoji: string, on: boolean): Promise<void>;
}

export function createMessageActions({ store, request, clock, committed }: ActionParts): MessageActions {
  function setPatch(messageId: number, replace: (patches: readonly Patch[]) => readonly Patch[]) {
    store.update((state) => {
      const patches = replace(state.patches.get(messageId) ?? []);
      const entry = patches.length > 0 ? patches : undefined;
      return { ...state, patches: withEntry(state.patches, messageId, entry) };
    });
  }

  async function change(
    messageId: number,
    apply: (message: Message) => Message,
    run: () => Promise<{ conversationId: number; version: number }>,
  ) {
    const patch: Patch = { apply, version: null };
    setPatch(messageId, (held) => [...held, patch]);
    try {
      const { conversationId, version } = await run();
      // The change itself may have come before its acknowledgement.
      const arrived = (store.get().timelines.get(conversationId)?.version ?? version) >= version;
      setPatch(messageId, (held) =>
        held.flatMap((one) => (one !== patch ? [one] : arrived ? [] : [{ ...patch, version }])),
      );
      committed(conversationId, version);
    } catch (error) {
      setPatch(messageId, (held) => held.filter((one) => one !== patch));
      throw error;
    }
  }

  const now = () => new Date(clock.now()).toISOString();

  return {
    edit: (messageId, content) =>
      change(messageId, edited(content, now()), () => request('message.edit', { messageId, content })),
    remove: (messageId) => change(messageId, deleted(now()), () => request('message.delete', { messageId })),
    react: (messageId, emoji, on) =>
      change(messageId, reacted(emoji, store.get().account.id, on), () =>
        request('message.react', { messageId, emoji, on }),
      ),
  };
}
