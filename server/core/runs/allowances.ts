import type { Rate } from '#server/core/rate-limit.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { Allowance } from '#server/protocol/runs.ts';
import type { RunStore } from './run-store.ts';

export type Allowances = ReturnType<typeof createAllowances>;

/**
 * How often a user may still ask the assistant. The runs in the store are what is counted, so the limit holds over all
 * instances and restarts.
 */
export function createAllowances(store: Pick<RunStore, 'used'>, limit: Rate) {
  async function of(userId: number): Promise<Allowance | null> {
    if (!limit) return null;
    const { count, windowMs } = limit;
    const seconds = windowMs / 1000;
    const used = await store.used(userId, seconds);
    const remaining = Math.max(0, count - used.count);
    const retryAfter = remaining > 0 ? 0 : Math.max(1, Math.ceil(seconds - used.oldestAge));
    return { count, seconds, remaining, retryAfter };
  }

  return {
    of,
    /** Error assistant_limited (`retryAfter`). */
    async require(userId: number): Promise<void> {
      const allowance = await of(userId);
      if (!allowance || allowance.remaining > 0) return;
      const { retryAfter } = allowance;
      throw new ChatError(
        'assistant_limited',
        { retryAfter },
        `You have asked the assistant too often, try again in ${retryAfter} s`,
      );
    },
  };
}
