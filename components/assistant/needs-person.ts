import type { TimelineItem } from '#components/realtime/types.ts';
import type { Rating } from '#server/protocol/runs.ts';

/** Whether the latest answer was none that a model gave, or was found bad: a person may know more. */
export function needsPerson(
  items: readonly TimelineItem[],
  ratings: ReadonlyMap<number, Rating['rating']>,
): boolean {
  const latest = items.findLast(({ answer }) => answer);
  if (!latest?.answer) return false;
  const { status, provider } = latest.answer;
  const bad = latest.id !== null && ratings.get(latest.id) === 'down';
  return bad || status === 'FAILED' || provider === 'knowledge';
}
