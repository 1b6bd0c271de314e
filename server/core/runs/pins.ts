import type { PinsEvent } from '#server/core/bus.ts';
import type { Session } from '#server/core/session.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import type { PinStore } from './pin-store.ts';

interface PinsParts {
  store: PinStore;
  changed: (event: PinsEvent) => void;
}

export type Pins = ReturnType<typeof createPins>;

/** What a user keeps on top of their list of conversations with the assistant, on all of their devices. */
export function createPins({ store, changed }: PinsParts) {
  return {
    /** Errors: conversation_not_found, too_many_pins. */
    async set(
      { account }: Session,
      { conversationId, on }: HubParsed<'pin.set'>,
    ): Promise<HubOutput<'pin.set'>> {
      const outcome = await store.set(conversationId, account.id, on, limits.pins);
      if (outcome === 'missing') throw new ChatError('conversation_not_found');
      if (outcome === 'full') throw new ChatError('too_many_pins');
      if (outcome === 'changed') changed({ userId: account.id });
      return {};
    },

    list: async ({ account }: Session): Promise<HubOutput<'pin.list'>> => ({
      items: await store.list(account.id),
    }),
  };
}
