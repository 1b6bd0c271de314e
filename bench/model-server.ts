import { startFakeModel } from '#e2e/fake-model/server.ts';
import { answerParent } from './processes.ts';

/** What the model, a process of its own, can be asked. */
export type BenchModel = {
  /** For OPENAI_BASE_URL. */
  url(): string;
};

const { url } = await startFakeModel();
const commands: BenchModel = { url: () => url };
answerParent(commands);
