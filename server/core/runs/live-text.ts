import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';

/** The text of a run in the making. */
export interface LiveText {
  /** What has come so far. */
  readonly text: string;
  /** Error answer_too_long: what still fits is kept. */
  append(piece: string): void;
  /** Tells what was not told yet. */
  flush(): void;
}

const endsInHalf = (text: string) => /[\uD800-\uDBFF]$/.test(text);

/**
 * Collects the pieces of an answer; `tell` hears of the text from an offset on, at most once in `restMs()` milliseconds:
 * what comes meanwhile is told together. Half a character waits for the other half.
 */
export function createLiveText(
  begun: string,
  tell: (offset: number, text: string) => void,
  restMs: () => number,
): LiveText {
  let text = begun;
  let told = begun.length;
  let half = '';
  let resting: NodeJS.Timeout | undefined;

  function flush() {
    clearTimeout(resting);
    resting = undefined;
    if (text.length === told) return;
    tell(told, text.slice(told));
    told = text.length;
    resting = setTimeout(flush, restMs());
  }

  return {
    get text() {
      return text;
    },
    append(piece) {
      // Postgres stores no NUL, and nothing that is no text.
      let fresh = half + piece.replaceAll('\0', '');
      half = endsInHalf(fresh) ? fresh.slice(-1) : '';
      if (half) fresh = fresh.slice(0, -1);
      const room = limits.answer - text.length;
      const tooLong = fresh.length > room;
      if (tooLong) fresh = fresh.slice(0, endsInHalf(fresh.slice(0, room)) ? room - 1 : room);
      text += fresh.toWellFormed();
      if (!resting) flush();
      if (tooLong) throw new ChatError('answer_too_long');
    },
    flush() {
      flush();
      clearTimeout(resting);
      resting = undefined;
    },
  };
}
