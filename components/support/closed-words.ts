import type { HubOutput } from '#server/protocol/hub.ts';

/** What became of chats that were closed together, in one sentence, and whether all of them are closed now. */
export function closedWords(results: HubOutput<'support.closeMany'>['results']): {
  text: string;
  good: boolean;
} {
  const count = (...outcomes: string[]) => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [closed, before] = [count('closed'), count('unchanged')];
  const rest = results.length - closed - before;
  const parts = [
    `${closed} closed`,
    ...(before > 0 ? [`${before} closed already`] : []),
    ...(rest > 0 ? [`${rest} not closed, try again`] : []),
  ];
  return { text: parts.join(', '), good: rest === 0 };
}
