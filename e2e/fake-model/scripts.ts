import type { Exchange } from './exchange.ts';
import { chunk, event, failure } from './wire.ts';

type Script = (exchange: Exchange, argument: number | undefined) => Promise<void>;

const BEGINNING = ['The ', 'answer ', 'begins'];

const refuse =
  (status: number, message: string, type: string): Script =>
  ({ response }, argument) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(argument !== undefined && { 'retry-after': String(argument) }),
    });
    response.end(JSON.stringify(failure(message, type)));
    return Promise.resolve();
  };

async function begin(exchange: Exchange) {
  for (const word of BEGINNING) await exchange.say(word);
}

/**
 * How a prompt with `!name`, or `!name number`, in it is answered; any other is answered with its own words, one piece a
 * word. What is said to hang waits until it is resumed.
 */
export const scripts: Record<string, Script> = {
  // Good ones.

  /** Everything that came with the request, as JSON. */
  async echo(exchange) {
    await exchange.say(JSON.stringify(exchange.request.messages));
    await exchange.finish();
  },
  /** So many words, one every millisecond. */
  async words(exchange, count = 100) {
    for (let word = 1; word <= count && !exchange.gone.aborted; word++) {
      await exchange.say(`word${word} `);
      await exchange.pause(1);
    }
    await exchange.finish();
  },
  /** So many words, fifty a second. */
  async steady(exchange, count = 100) {
    const began = performance.now();
    for (let word = 1; word <= count && !exchange.gone.aborted; word++) {
      await exchange.pause(Math.max(0, began + word * 20 - performance.now()));
      await exchange.say(`word${word} `);
    }
    await exchange.finish();
  },
  /** A beginning, then nothing until it is resumed, then the end. */
  async wait(exchange) {
    await begin(exchange);
    await exchange.held();
    await exchange.say(' and ends.');
    await exchange.finish();
  },
  /** Names two passages, and one that there is none of. */
  async cite(exchange) {
    for (const piece of [
      'As the articles say [1',
      ']. And this',
      ' [99',
      '] nobody says. `a',
      '[0]` is code.',
    ])
      await exchange.say(piece);
    await exchange.finish();
  },

  // Bad ones.

  401: refuse(401, 'Incorrect API key provided', 'invalid_request_error'),
  429: refuse(429, 'Rate limit reached', 'rate_limit_error'),
  500: refuse(500, 'The server had an error', 'server_error'),
  /** Nothing at all. */
  hang: (exchange) => exchange.held(),
  /** An answer without words. */
  empty: (exchange) => exchange.finish(),
  /** A beginning and then nothing. */
  async stall(exchange) {
    await begin(exchange);
    await exchange.held();
  },
  /** The connection is cut in the middle: when it is resumed, or after a while. What is on its way then is lost. */
  async reset(exchange) {
    await begin(exchange);
    await Promise.race([exchange.held(), exchange.pause(5_000)]);
    exchange.response.socket?.resetAndDestroy();
  },
  'bad-json': async (exchange) => {
    await begin(exchange);
    await exchange.write('data: {"choices":[{"delta":{"content":\n\n');
    await exchange.finish();
  },
  /** Every byte of the text's characters comes by itself. */
  async split(exchange) {
    exchange.begin();
    for (const byte of Buffer.from(
      event(chunk(exchange.request.model, { content: 'Grüße 👍 ¿qué? 你好' })),
    )) {
      await exchange.write(Buffer.from([byte]));
      await exchange.pause(0);
    }
    await exchange.finish();
  },
  /** One byte a second, or every so many milliseconds. */
  async drip(exchange, milliseconds = 1_000) {
    exchange.begin();
    for (const byte of Buffer.from(event(chunk(exchange.request.model, { content: 'slow' })).repeat(20))) {
      if (exchange.gone.aborted) return;
      await exchange.write(Buffer.from([byte]));
      await exchange.pause(milliseconds);
    }
    await exchange.finish();
  },
  /** 100 MB, or so many, of text. */
  async huge(exchange, megabytes = 100) {
    const block = 'x'.repeat(64 * 1024);
    for (let sent = 0; sent < megabytes * 16 && !exchange.gone.aborted; sent++) await exchange.say(block);
    await exchange.finish();
  },
  /** 100 MB, or so many, in a line that does not end. */
  'huge-line': async (exchange, megabytes = 100) => {
    await begin(exchange);
    await exchange.write('data: {"choices":[{"delta":{"content":"');
    const block = 'x'.repeat(64 * 1024);
    for (let sent = 0; sent < megabytes * 16 && !exchange.gone.aborted; sent++) await exchange.write(block);
    exchange.response.end();
  },
  /** Ends without a reason and without [DONE]. */
  'no-done': async (exchange) => {
    await begin(exchange);
    exchange.response.end();
  },
  /** Each piece comes twice. */
  async twice(exchange) {
    exchange.begin();
    for (const word of ['Once ', 'and ', 'only ', 'once.']) {
      const piece = event(chunk(exchange.request.model, { content: word }));
      await exchange.write(piece);
      await exchange.write(piece);
    }
    await exchange.finish();
  },
  async filter(exchange) {
    await begin(exchange);
    await exchange.finish('content_filter');
  },
};

/** The prompt's own words. */
const repeat: Script = async (exchange) => {
  for (const word of exchange.prompt.match(/\s*\S+\s*/g) ?? ['Nothing was asked.']) await exchange.say(word);
  await exchange.finish();
};

export async function play(exchange: Exchange): Promise<void> {
  const [, name = '', argument] = /!([a-z\d-]+)(?: (\d+))?/.exec(exchange.prompt) ?? [];
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  await (script ?? repeat)(exchange, argument === undefined ? undefined : Number(argument));
}
