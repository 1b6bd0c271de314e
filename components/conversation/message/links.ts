/** A stretch of a message's text: plain, or an address that may be opened. */
export interface TextPart {
  text: string;
  /** An http or https address; null for plain text. */
  href: string | null;
}

const candidates = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"]+/giu;
const opening: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const marks = /[.,:;!?'*_~…’”»]/u;

/** Gives back what ends the sentence rather than the address: "(see https://a.example/b)." ends at "b". */
function trimEnd(address: string): string {
  const counts = new Map<string, number>();
  for (const character of address) counts.set(character, (counts.get(character) ?? 0) + 1);
  const left = (character: string) => counts.get(character) ?? 0;
  let end = address.length;
  for (; ; end -= 1) {
    const last = address[end - 1] ?? '';
    const open = opening[last];
    if (open ? left(last) <= left(open) : !marks.test(last)) return address.slice(0, end);
    counts.set(last, left(last) - 1);
  }
}

/** Splits a text at its addresses; joined again, the parts are the text. Only http and https are addresses. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(candidates)) {
    const address = trimEnd(found);
    if (!URL.canParse(address)) continue;
    if (index > from) parts.push({ text: text.slice(from, index), href: null });
    parts.push({ text: address, href: address });
    from = index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}
