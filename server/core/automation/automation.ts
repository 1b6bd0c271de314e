import type { Settings } from '#server/core/support-settings.ts';
import type { ChangeSupport } from '#server/core/support-changes.ts';
import type { BusinessTime } from '#server/protocol/business-hours.ts';
import type { AutomationStore } from './automation-store.ts';
import { tellAway } from './away.ts';
import { closeSilent, warnSilent } from './silence.ts';
import { assignInTurn } from './turns.ts';

export type Automation = ReturnType<typeof createAutomation>;

/** How often every instance looks; what is due is done by one of them. */
const SWEEP_MS = 1_000;
const AT_ONCE = 100;

interface AutomationParts {
  store: AutomationStore;
  settings: Pick<Settings, 'current'>;
  change: ChangeSupport;
  business: BusinessTime;
  /** The assistant, in whose name the desk says something by itself. */
  speaker: () => Promise<number>;
  online: () => readonly number[];
  failed: (error: unknown) => void;
}

/**
 * What the desk does by itself, as its settings say (docs/decisions/027). Everything that is due is found in the store, so
 * nothing is forgotten over a restart; every step is claimed under the lock of its chat, so of many instances one does it.
 */
export function createAutomation(parts: AutomationParts) {
  const { store, settings, change, business, online, failed } = parts;
  let sweeping: Promise<void> | undefined;

  async function sweep(): Promise<void> {
    const { awayReply, autoClose, assignment } = await settings.current();
    const tools = { store, change, speaker: await parts.speaker() };
    if (awayReply !== '' && business.hours) await tellAway(tools, awayReply, business, AT_ONCE);
    if (autoClose) {
      await closeSilent(tools, autoClose, AT_ONCE);
      await warnSilent(tools, autoClose, AT_ONCE);
    }
    if (assignment === 'round_robin') await assignInTurn({ store, change, online }, AT_ONCE);
  }

  const sweeper = setInterval(() => {
    sweeping ??= sweep()
      .catch(failed)
      .finally(() => (sweeping = undefined));
  }, SWEEP_MS);
  sweeper.unref();

  return {
    /** Looks for nothing any more; resolves when the last look is over. */
    async drain(): Promise<void> {
      clearInterval(sweeper);
      await sweeping;
    },
  };
}
