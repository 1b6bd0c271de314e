/** The sentinel that ends a stream. */
const DONE = 'data: [DONE]';

/** Bytes of a response: an answer of the longest kind, a character an event, fits. And of one event of it. */
const MOST = 16 * 1024 * 1024;
const MOST_IN_LINE = 256 * 1024;
const NEWLINE = 10;

/** A fetch for one request. */
export interface GuardedFetch {
  fetch: typeof globalThis.fetch;
  /** More came than may come: the body was cut there. */
  readonly tooMuch: boolean;
  /** The body ended with `[DONE]`. */
  readonly done: boolean;
}

/**
 * Counts the bytes of a response as they come, since the client would collect an endless line; and looks for the sentinel,
 * of which the client says nothing.
 */
export function createGuardedFetch({ most = MOST, inLine: mostInLine = MOST_IN_LINE } = {}): GuardedFetch {
  let bytes = 0;
  let inLine = 0;
  let tail = '';
  let tooMuch = false;

  const guard = () =>
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        bytes += piece.byteLength;
        const newline = piece.lastIndexOf(NEWLINE);
        inLine = newline < 0 ? inLine + piece.byteLength : piece.byteLength - newline - 1;
        if (bytes > most || inLine > mostInLine) {
          tooMuch = true;
          controller.error(new Error('More than an answer can be'));
          return;
        }
        // ASCII, wherever the pieces are cut.
        tail = (tail + Buffer.from(piece.subarray(-64)).toString('latin1')).slice(-64);
        controller.enqueue(piece);
      },
    });

  return {
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (!response.body) return response;
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(guard()), { status, statusText, headers });
    },
    get tooMuch() {
      return tooMuch;
    },
    get done() {
      return tail.trimEnd().endsWith(DONE);
    },
  };
}
