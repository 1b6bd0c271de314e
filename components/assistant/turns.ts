import type { TimelineItem } from '#components/realtime/types.ts';
import type { Run } from '#server/protocol/runs.ts';
import { branchTo } from '#server/protocol/turns.ts';

/** A prompt and what answers it, as the page shows them. */
export interface Turn {
  key: string;
  /** Null where it is not loaded. */
  prompt: TimelineItem | null;
  /** The prompt and those that take its place, or whose place it takes; the oldest first. */
  editions: readonly TimelineItem[];
  /** The stored answers, the oldest first. */
  answers: readonly TimelineItem[];
  /** Answers that wait or are being made, in their order. */
  runs: readonly Run[];
  /** Lines about the conversation that came after it. */
  lines: readonly TimelineItem[];
}

type Stored = TimelineItem & { id: number; seq: number };
const isStored = (item: TimelineItem): item is Stored => item.id !== null && item.seq !== null;
const isPrompt = (item: TimelineItem) => !item.answer && item.kind !== 'system';

const bySeq = (a: Stored, b: Stored) => a.seq - b.seq;

/** Prompts by the one that stood at their place first. */
function editionsOf(prompts: readonly Stored[]): Map<number, Stored[]> {
  const origins = new Map<number, number>();
  const groups = new Map<number, Stored[]>();
  for (const prompt of prompts) {
    const origin = (prompt.replacesId && origins.get(prompt.replacesId)) || prompt.id;
    origins.set(prompt.id, origin);
    groups.set(prompt.id, groups.get(origin) ?? []);
    groups.get(prompt.id)?.push(prompt);
  }
  return groups;
}

/**
 * The turns of a conversation with the assistant, on the branch that ends in the prompt `leafId` (null: in the newest).
 * Prompts that are on their way come last.
 */
export function turnsOf(items: readonly TimelineItem[], runs: readonly Run[], leafId: number | null): Turn[] {
  const stored = items.filter(isStored);
  const prompts = stored.filter(isPrompt).toSorted(bySeq);
  const editions = editionsOf(prompts);
  const leaf = prompts.find(({ id }) => id === leafId) ?? prompts.at(-1);
  const branch = leaf ? branchTo(leaf, prompts) : [];

  const answers = new Map<number, Stored[]>();
  const known = new Set(prompts.map(({ id }) => id));
  const strays: Turn[] = [];
  for (const item of stored) {
    if (!item.answer) continue;
    const { promptId } = item.answer;
    if (!known.has(promptId)) {
      strays.push({ key: item.key, prompt: null, editions: [], answers: [item], runs: [], lines: [] });
      continue;
    }
    answers.set(promptId, [...(answers.get(promptId) ?? []), item]);
  }
  const arrived = new Set(stored.map(({ clientId }) => clientId));
  const lines = stored.filter(({ kind }) => kind === 'system');
  const open = runs.filter(({ id }) => !arrived.has(`run:${id}`));

  return [
    ...strays,
    ...branch.map((prompt, place) => ({
      key: prompt.key,
      prompt,
      editions: editions.get(prompt.id) ?? [prompt],
      answers: answers.get(prompt.id) ?? [],
      runs: open.filter(({ promptId }) => promptId === prompt.id),
      lines: lines.filter(({ seq }) => seq > prompt.seq && seq < (branch[place + 1]?.seq ?? Infinity)),
    })),
    ...items
      .filter((item) => item.id === null)
      .map((prompt) => ({ key: prompt.key, prompt, editions: [prompt], answers: [], runs: [], lines: [] })),
  ];
}

/** The newest prompt of those whose branch leads through `edition`: where the page goes when it is chosen. */
export function leafThrough(items: readonly TimelineItem[], edition: TimelineItem): number | null {
  const prompts = items.filter(isStored).filter(isPrompt).toSorted(bySeq);
  const leaf = prompts.findLast((prompt) => branchTo(prompt, prompts).some(({ id }) => id === edition.id));
  return leaf?.id ?? edition.id;
}
