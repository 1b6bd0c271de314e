import { answerParent } from './processes.ts';
import type { BenchServer } from './targets.ts';
import { ownCpu, peakMemory, settledMemory } from './usage.ts';

/** Loaded before the server itself: lets the bench ask what the process takes. */
const commands: BenchServer = {
  port: () => Number(process.env.PORT),
  cpu: ownCpu,
  memory: settledMemory,
  peak: peakMemory,
};
answerParent(commands);
