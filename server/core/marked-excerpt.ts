import type { ExcerptPart } from '#server/protocol/articles.ts';

/** Characters that are shown of what is around the first hit. */
const [BEFORE, LENGTH] = [40, 160];

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * The piece of a text around the first of these words, as one line of plain text, the words marked. Of `question` the last
 * word may be a beginning. Where none of them is found as it is written the text's beginning is the answer.
 */
export function markedExcerpt(text: string, question: string): ExcerptPart[] {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const wanted: readonly string[] = question.toLowerCase().match(WORD) ?? [];
  const beginning = wanted.at(-1);
  const isHit = (word: string) =>
    wanted.includes(word) || (beginning !== undefined && word.startsWith(beginning));
  const hits = [...line.matchAll(WORD)].filter(([word]) => isHit(word.toLowerCase()));
  const [from, to] = stretch(line, hits[0]?.index ?? 0);

  const parts: ExcerptPart[] = [{ text: from > 0 ? '…' : '', hit: false }];
  let told = from;
  for (const { 0: word, index } of hits) {
    if (index + word.length > to) break;
    parts.push({ text: line.slice(told, index), hit: false }, { text: word, hit: true });
    told = index + word.length;
  }
  parts.push({ text: line.slice(told, to).toWellFormed() + (to < line.length ? '…' : ''), hit: false });
  return parts.filter((part) => part.text !== '');
}

/** From where to where the line is shown, between words where there are any near. */
function stretch(line: string, hit: number): [from: number, to: number] {
  const space = hit > BEFORE ? line.indexOf(' ', hit - BEFORE) : -1;
  const from = hit <= BEFORE ? 0 : space >= 0 && space < hit ? space + 1 : hit;
  const end = from + LENGTH;
  if (line.length <= end) return [from, line.length];
  const last = line.lastIndexOf(' ', end);
  return [from, last > Math.max(hit, end - BEFORE) ? last : end];
}
