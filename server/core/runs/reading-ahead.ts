import type { Passage } from '#server/core/article-store.ts';
import type { Message } from '#server/protocol/conversation.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { Answerer } from './answerer.ts';
import type { ClaimedRun, RunSetting, RunStore } from './run-store.ts';

/** What is read before a provider is asked. */
export interface Known {
  /** Undefined where there is no prompt any more. */
  setting: RunSetting | undefined;
  passages: readonly Passage[];
}

interface Parts {
  store: Pick<RunStore, 'setting'>;
  answerer: Pick<Answerer, 'lookUp'>;
}

/** Reads what an answer has to know. */
export async function readFor(
  run: Pick<Run, 'conversationId' | 'promptId'>,
  { store, answerer }: Parts,
): Promise<Known> {
  const setting = await store.setting(run);
  return { setting, passages: setting ? await answerer.lookUp(setting.prompt.content) : [] };
}

/**
 * Reads it while the run of a prompt that was just stored is being claimed. It is good only where nothing has changed in
 * the conversation since: its version is still that of the prompt.
 */
export function readAhead(prompt: Message, { store, answerer }: Parts) {
  const known = Promise.all([
    store.setting({ conversationId: prompt.conversationId, promptId: prompt.id }),
    answerer.lookUp(prompt.content),
  ]).then(([setting, passages]): Known => ({ setting, passages }));
  // Whoever needs it hears of its failure.
  known.catch(() => undefined);
  return {
    known,
    isGoodFor: ({ run, version }: ClaimedRun) => run.promptId === prompt.id && version === prompt.version,
  };
}
