/** Length of the one line that stands for an answer. */
const PRECIS = 160;

/** What markdown adds to the words. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/^(```|~~~)[^]*?(^\1|(?![^]))/gm, ' ')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/ ?\[\d{1,3}(, ?\d{1,3})*\]/g, '')
    .replaceAll(/^\s{0,3}(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replaceAll(/[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}/g, '');
}

/** At most `length` characters, cut between words. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`;
}

/** One line of a text: its first sentence, without markdown, at most `length` characters; empty where there are no words. */
export function precisOf(markdown: string, length = PRECIS): string {
  const line = plain(markdown)
    .split(/\n/)
    .map((one) => one.replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ').trim())
    .find((one) => /[\p{L}\p{N}]/u.test(one));
  if (!line) return '';
  const sentence = /^.*?[.!?…](?=\s|$)/u.exec(line)?.[0] ?? line;
  return shorten(sentence, length);
}
