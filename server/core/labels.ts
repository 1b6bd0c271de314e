import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import type { DeskEvent } from './bus.ts';
import { requireAdmin } from './policies.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** Labels that are suggested at most. */
const NAMED = 200;

interface LabelsParts {
  store: Pick<Store, 'labels' | 'support'>;
  changed: (event: DeskEvent) => void;
}

export type Labels = ReturnType<typeof createLabels>;

/** The words by which admins sort support chats. */
export function createLabels({ store: { labels, support }, changed }: LabelsParts) {
  return {
    /** Errors: forbidden, conversation_not_found, too_many_labels. */
    async set(
      { account }: Session,
      { conversationId, label, on }: HubParsed<'support.label'>,
    ): Promise<HubOutput<'support.label'>> {
      requireAdmin(account);
      const chat = await support.chat(String(conversationId), { id: account.id, admin: true });
      if (chat?.kind !== 'support') throw new ChatError('conversation_not_found');
      const set = await labels.set(conversationId, label, on, {
        most: limits.labelsPerChat,
        actorId: account.id,
      });
      if (!set) throw new ChatError('too_many_labels');
      if (set.changed) changed({ conversationId });
      return { labels: set.labels };
    },

    /** Error: forbidden. */
    async all({ account }: Session): Promise<HubOutput<'support.labels'>> {
      requireAdmin(account);
      return { labels: await labels.all(NAMED) };
    },
  };
}
