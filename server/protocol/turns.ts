import type { Message } from './conversation.ts';

/**
 * How the messages of an assistant conversation hang together. A turn is a prompt and its answers. The turn before a
 * prompt is that of the prompt with the next lower `seq`; before one that replaces another is whatever came before that
 * one, so an edited prompt begins a branch.
 */

/** What of a message says where it hangs. */
export type Placed = Pick<Message, 'id' | 'seq' | 'replacesId'>;

/** The prompts that lead to `prompt`, the first one first and `prompt` last. `prompts` may hold others, in any order. */
export function branchTo<P extends Placed>(prompt: P, prompts: readonly P[]): P[] {
  const ordered = prompts.toSorted((a, b) => a.seq - b.seq);
  const places = new Map(ordered.map(({ id }, place) => [id, place]));
  const branch = [prompt];
  for (let current: P | undefined = prompt; current;) {
    const first: P | undefined = originOf(current, ordered, places);
    current = first && ordered[(places.get(first.id) ?? 0) - 1];
    if (current) branch.unshift(current);
  }
  return branch;
}

/** The prompt that was there before all edits of it; undefined where it is not among them. */
function originOf<P extends Placed>(prompt: P, ordered: readonly P[], places: Map<number, number>) {
  let origin: P | undefined = prompt;
  while (origin?.replacesId) {
    const earlier: P | undefined = ordered[places.get(origin.replacesId) ?? -1];
    // What is replaced came before: anything else would go round in circles.
    origin = earlier && earlier.seq < origin.seq ? earlier : undefined;
  }
  return origin;
}
