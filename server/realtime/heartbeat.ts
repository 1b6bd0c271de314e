import type { Sequencer } from '#server/core/sequencer.ts';
import type { ConversationStore } from '#server/core/store.ts';

const BEAT_MS = 5_000;
/** A conversation that changed within this time is named in every beat: a lost last push leaves no hole to see. */
const LATELY_MS = 30_000;

interface HeartbeatParts {
  heads: ConversationStore['heads'];
  sequencer: Sequencer;
  head: (conversationId: number, version: number) => void;
  failed: (error: unknown) => void;
}

/**
 * Every five seconds: asks the store how far the followed conversations are, so that this instance misses nothing that
 * the bus lost, and tells the sockets of those that changed lately, so that they miss nothing either.
 */
export function createHeartbeat({ heads, sequencer, head, failed }: HeartbeatParts) {
  const lately = new Map<number, { version: number; until: number }>();

  const timer = setInterval(() => void beat(), BEAT_MS);
  timer.unref();
  let beating = false;

  async function beat() {
    if (beating) return;
    beating = true;
    try {
      const followed = sequencer.followed();
      if (followed.length > 0)
        for (const [conversationId, version] of await heads(followed))
          sequencer.head(conversationId, version);
    } catch (error) {
      failed(error);
    } finally {
      beating = false;
    }
    const now = Date.now();
    for (const [conversationId, { version, until }] of lately) {
      if (until < now) lately.delete(conversationId);
      else head(conversationId, version);
    }
  }

  return {
    changed: (conversationId: number, version: number) =>
      void lately.set(conversationId, { version, until: Date.now() + LATELY_MS }),
    stop: () => clearInterval(timer),
  };
}
