import { branchTo } from '#server/protocol/turns.ts';
import type { Line, Question } from './answerer.ts';
import type { RunSetting, Said } from './run-store.ts';

const lineOf = ({ byAssistant, name, content }: Said): Line => ({
  role: byAssistant ? 'assistant' : 'user',
  name,
  content,
});

/**
 * The turns that lead to the prompt, each with its latest completed answer (server/protocol/turns.ts). With a prompt that
 * was deleted goes what was said to it.
 */
function turnsBefore({ prompt, earlier }: RunSetting): Said[] {
  const prompts = earlier.filter(({ promptId }) => promptId === null);
  const answers = new Map(earlier.flatMap((said) => (said.promptId === null ? [] : [[said.promptId, said]])));
  return branchTo(prompt, prompts)
    .slice(0, -1)
    .filter(({ content }) => content !== '')
    .flatMap((turn) => [turn, answers.get(turn.id)])
    .filter((said) => said !== undefined);
}

/** What is asked, and all that may be known for it: what those who will read the answer can read. */
export function questionOf(setting: RunSetting, begun: string, model: string | null): Question {
  const before = setting.kind === 'assistant' ? turnsBefore(setting) : setting.earlier;
  return {
    kind: setting.kind,
    prompt: setting.prompt.content,
    askerName: setting.prompt.name,
    history: before.filter(({ content }) => content !== '').map(lineOf),
    summary: setting.summary,
    begun,
    model,
  };
}
