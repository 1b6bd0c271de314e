/** Backticks, the end of a paragraph, or a marker `[1]`, `[1, 2]` with the space before it. */
const TOKEN = /(`+)|(\n[ \t]*\n)|( ?)\[([1-9]\d{0,2}(?:, ?[1-9]\d{0,2})*)\]/g;
/** What may become one with the next piece, or be a link because of it. */
const UNDECIDED = /(?:`+|\n[ \t\n]*| ?\[[\d, ]{0,40}\]?| )$/;

/** Takes an answer through as it streams. */
export interface CitationFilter {
  push(piece: string): string;
  /** What was held back. */
  end(): string;
}

/**
 * Leaves out markers that name none of the passages; what stands in code, and links, are left alone. The end of a piece is
 * held back while it is not known what it is.
 */
export function createCitationFilter(passages: number): CitationFilter {
  let held = '';
  /** The backticks with which the code around has begun; empty outside of code. */
  let code = '';
  /** The last character that was let through. */
  let last = '';

  function decided(text: string): string {
    const kept = text.replaceAll(
      TOKEN,
      (
        whole: string,
        ticks?: string,
        gap?: string,
        space: string = '',
        numbers: string = '',
        at: number = 0,
      ) => {
        if (ticks) code = code === '' ? ticks : code === ticks ? '' : code;
        // Only a block goes on after an empty line.
        if (gap && code.length < 3) code = '';
        if (ticks || gap || code !== '') return whole;
        const previous = at === 0 ? last : text.charAt(at - 1);
        const next = text.charAt(at + whole.length);
        const atLineStart = space === '' && (previous === '' || previous === '\n');
        if (next === '(' || (next === ':' && atLineStart)) return whole;
        const known = numbers.split(/, ?/).filter((number) => Number(number) <= passages);
        return known.length > 0 ? `${space}[${known.join(', ')}]` : '';
      },
    );
    last = text.at(-1) ?? last;
    return kept;
  }

  return {
    push(piece) {
      const text = held + piece;
      const end = UNDECIDED.exec(text)?.index ?? text.length;
      held = text.slice(end);
      return decided(text.slice(0, end));
    },
    end: () => decided(held),
  };
}
