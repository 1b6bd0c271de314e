import type { Bus, Topic } from '#server/core/bus.ts';
import type { Sequencer } from '#server/core/sequencer.ts';
import type { ConversationStore } from '#server/core/store.ts';
import type { Memberships } from './memberships.ts';

const RETRY_MS = 1_000;
/** A change becomes visible a little after the time that it carries. */
const OVERLAP_SECONDS = 10;

interface CatchUpParts {
  bus: Bus;
  store: Pick<ConversationStore, 'heads' | 'joinedLately'>;
  sequencer: Sequencer;
  memberships: Pick<Memberships, 'users' | 'refresh'>;
  failed: (error: unknown) => void;
}

/** The number in the name of a topic of that kind. */
function numberIn(kind: 'conversation' | 'user', topic: Topic): number[] {
  return topic.startsWith(`${kind}:`) ? [Number(topic.slice(kind.length + 1))] : [];
}

/**
 * Asks the store for what the bus may have lost, whenever it says so: how far the conversations are, and who came into
 * others. (Ended sessions are asked for each second anyway.) Gaps that come meanwhile are closed together.
 */
export function createCatchUp({ bus, store, sequencer, memberships, failed }: CatchUpParts) {
  let conversations = new Set<number>();
  let users = new Set<number>();
  let seconds = 0;
  let running = false;
  let stopped = false;

  async function close(conversationIds: readonly number[], userIds: readonly number[], since: number) {
    if (conversationIds.length > 0)
      for (const [conversationId, version] of await store.heads(conversationIds))
        sequencer.head(conversationId, version);
    if (userIds.length > 0)
      for (const userId of await store.joinedLately(userIds, since + OVERLAP_SECONDS))
        await memberships.refresh(userId);
  }

  async function run() {
    if (running) return;
    running = true;
    while (!stopped && conversations.size + users.size > 0) {
      const asked = { conversations, users, seconds, at: Date.now() };
      [conversations, users, seconds] = [new Set(), new Set(), 0];
      try {
        await close([...asked.conversations], [...asked.users], asked.seconds);
      } catch (error) {
        failed(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        conversations = new Set([...asked.conversations, ...conversations]);
        users = new Set([...asked.users, ...users]);
        seconds = Math.max(seconds, asked.seconds + (Date.now() - asked.at) / 1_000);
      }
    }
    running = false;
  }

  const unsubscribe = bus.subscribe('gap', (gap) => {
    const { topics } = gap;
    const [inConversations, ofUsers] =
      topics === 'all'
        ? [sequencer.followed(), memberships.users()]
        : [
            topics.flatMap((topic) => numberIn('conversation', topic)),
            topics.flatMap((topic) => numberIn('user', topic)),
          ];
    for (const id of inConversations) conversations.add(id);
    for (const id of ofUsers) users.add(id);
    seconds = Math.max(seconds, gap.seconds);
    void run();
  });

  return {
    stop() {
      stopped = true;
      unsubscribe();
    },
  };
}
