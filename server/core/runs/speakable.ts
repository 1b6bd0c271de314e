/** Characters that are spoken of one answer: what OpenAI's speech takes. */
export const SPEAKABLE = 4_096;

/** The end of a sentence or of a line, the last one in a text. */
const LAST_END = /^[^]*(?:[.!?…](?=\s)|\n|[。！？])/u;

const isRule = (line: string) => /^\s*(?:[-*_]\s*){3,}$/.test(line) || /^[\s|:-]*-[\s|:-]*$/.test(line);

/** Cells of a row of a table are said one after the other. */
const cells = (line: string) =>
  line.trim().startsWith('|')
    ? line
        .trim()
        .replaceAll(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim())
        .join(', ')
    : line;

/** Text without code blocks: a fence that is not closed goes to the end. */
function withoutFences(markdown: string): string {
  let fence = '';
  return markdown
    .split('\n')
    .filter((line) => {
      const marks = /^\s{0,3}(?:>\s?)*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
      const edge = marks !== '' && (fence === '' || (marks.startsWith(fence) && /[`~]\s*$/.test(line)));
      if (edge) fence = fence === '' ? marks : '';
      return !edge && fence === '';
    })
    .join('\n');
}

/**
 * What of an answer is said aloud: its words, without code blocks, addresses, marks of citations and everything else that
 * is there for the eye. Empty where there are no words.
 */
export function speakableOf(markdown: string): string {
  const text = withoutFences(markdown)
    .replaceAll(/^\s{0,3}\[[^\]\n]{1,200}\]:\s.*$/gm, '')
    .replaceAll(/!?\[([^\][\n]{0,1000})\](?:\([^()\n]{0,2000}\)|\[[^\][\n]{0,200}\])/g, '$1')
    .replaceAll(/ ?\[\d{1,3}(?:, ?\d{1,3})*\]/g, '')
    .replaceAll(/<?\b(?:https?:\/\/|mailto:)[^\s<>]{1,2000}>?/gi, '')
    .replaceAll(/<br ?\/?>/gi, ' ')
    .replaceAll(/<\/?[a-z][^<>\n]{0,200}>/gi, '')
    .split('\n')
    .filter((line) => !isRule(line))
    .map((line) =>
      cells(line.replace(/^(?:\s{0,8}(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s{1,8}){1,4}(?:\[[ x]\]\s)?/i, '')),
    )
    .join('\n')
    .replaceAll(
      /(?<![\p{L}\p{N}\\*_~])[*_~]{1,3}(?=\S)|(?<=[^\s\\*_~])[*_~]{1,3}(?![\p{L}\p{N}*_~])|`+/gu,
      '',
    )
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : '';
}

/** The beginning of a text that may be spoken: up to the end of a sentence, where one ends in its second half. */
export function beginningOf(text: string): string {
  if (text.length <= SPEAKABLE) return text;
  const cut = text.slice(0, SPEAKABLE);
  const end = LAST_END.exec(cut)?.[0].length ?? 0;
  return (end > SPEAKABLE / 2 ? cut.slice(0, end) : cut).toWellFormed().trim();
}
