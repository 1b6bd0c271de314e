import { ErrorReply, createClient } from 'redis';

/** How long one attempt to connect may take, and one command until it is done without. */
const CONNECT_MS = 2_000;
const ANSWER_MS = 500;
/** The connection is given up when so many beats in a row went unanswered. */
const BEAT_MS = 1_000;
const MISSES = 3;
const RETRY_MS = { first: 50, most: 1_000 };
/** What may be published and not answered yet: beyond it Redis counts as away, so that memory is bounded. */
const UNANSWERED_BYTES = 16 * 1024 * 1024;

export type RedisClient = ReturnType<typeof openClient>;

interface RedisLinkParts {
  url: string;
  /** Hears once that Redis is there, and once that it is away, with the reason. */
  changed: (state: { up: true } | { up: false; reason: string }) => void;
  /** Hears of commands that Redis refused. */
  refused: (error: Error) => void;
}

/** This instance's one connection to Redis. It comes back by itself; nothing is kept for it meanwhile. */
export interface RedisLink {
  /** Resolves when the first attempt to connect is over, however it went. */
  start(): Promise<void>;
  /** Calls `work` with each new connection before anybody else uses it; `seconds` ago the last one was last heard of. */
  onUp(work: (client: RedisClient, seconds: number) => void): void;
  readonly client: RedisClient | undefined;
  /** Answers undefined where Redis is away, too slow, or refuses. Answers come in the order of the questions. */
  ask<T>(command: (client: RedisClient) => Promise<T>): Promise<T | undefined>;
  /** Dropped while Redis is away. */
  publish(channel: string, text: string): void;
  /** Waits for the answer to what was published, but not long. */
  close(): Promise<void>;
}

/** Coming back, and what to do meanwhile, are ours: a client is for one connection and holds nothing back. */
function openClient(url: string) {
  return createClient({
    url,
    name: 'switchboard',
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { reconnectStrategy: false, connectTimeout: CONNECT_MS },
  });
}

export function createRedisLink({ url, changed, refused }: RedisLinkParts): RedisLink {
  const begun: ((client: RedisClient, seconds: number) => void)[] = [];
  let client: RedisClient | undefined;
  /** Whoever waits for an answer, in the order of the questions. */
  const waiting = new Set<() => void>();
  /** A question went unanswered for too long: nobody asks another before Redis answers again. */
  let slow = false;
  let lastHeard = Date.now();
  let unanswered = 0;
  let known: boolean | undefined;
  let closed = false;
  /** Ends what the loop waits for at the moment. */
  let interrupt: (reason: Error) => void = () => undefined;
  let looping: Promise<void> | undefined;

  function tell(state: Parameters<typeof changed>[0]) {
    if (known === state.up) return;
    known = state.up;
    changed(state);
  }

  function complain(error: unknown) {
    if (error instanceof ErrorReply) refused(error);
  }

  function goOnWithout() {
    slow = true;
    for (const goOn of waiting) goOn();
    waiting.clear();
  }

  /** `over` resolves with the reason when the time has passed, or when somebody interrupts. */
  function pause(milliseconds: number) {
    const { promise: over, resolve } = Promise.withResolvers<Error>();
    const timer = setTimeout(() => resolve(new Error('it does not answer')), milliseconds);
    interrupt = resolve;
    return { over, end: () => clearTimeout(timer) };
  }

  /** Throws where no connection comes about in time. */
  async function connect(candidate: RedisClient) {
    const { over, end } = pause(CONNECT_MS);
    const late = over.then((reason) => {
      throw reason;
    });
    try {
      await Promise.race([candidate.connect(), late]);
    } finally {
      end();
    }
  }

  /** Serves a connection; resolves with the reason when it has ended. */
  function serve(candidate: RedisClient): Promise<Error> {
    const { promise: ended, resolve } = Promise.withResolvers<Error>();
    let missed = 0;
    const beat = setInterval(() => {
      if (missed >= MISSES) interrupt(new Error('it does not answer'));
      missed += 1;
      candidate.ping().then(
        () => {
          missed = 0;
          slow = false;
          lastHeard = Date.now();
        },
        () => undefined,
      );
    }, BEAT_MS);
    interrupt = (reason) => {
      interrupt = () => undefined;
      clearInterval(beat);
      client = undefined;
      goOnWithout();
      resolve(reason);
    };
    client = candidate;
    slow = false;
    tell({ up: true });
    const seconds = (Date.now() - lastHeard) / 1_000;
    lastHeard = Date.now();
    for (const work of begun) work(candidate, seconds);
    return ended;
  }

  async function loop(tried: () => void) {
    let wait = RETRY_MS.first;
    while (!closed) {
      const candidate = openClient(url);
      let reason: unknown;
      const broken = (error: Error) => interrupt(error);
      candidate.on('error', broken);
      try {
        await connect(candidate);
        if (closed) throw new Error('closed');
        const ended = serve(candidate);
        wait = RETRY_MS.first;
        tried();
        reason = await ended;
      } catch (error) {
        reason = error;
      }
      // What it says after this is about nothing that is used.
      candidate.on('error', () => undefined).off('error', broken);
      if (candidate.isOpen) candidate.destroy();
      if (closed) return;
      tell({ up: false, reason: reason instanceof Error ? reason.message : String(reason) });
      tried();
      const { over, end } = pause(wait);
      await over;
      end();
      wait = Math.min(wait * 2, RETRY_MS.most);
    }
  }

  function ask<T>(command: (client: RedisClient) => Promise<T>): Promise<T | undefined> {
    const current = client;
    if (!current || slow) return Promise.resolve(undefined);
    return new Promise<T | undefined>((resolve) => {
      // After a stall of our own the answer has come: it is read before this is done.
      const timer = setTimeout(() => setImmediate(() => waiting.has(goOn) && goOnWithout()), ANSWER_MS);
      const answer = (value?: T) => {
        waiting.delete(goOn);
        clearTimeout(timer);
        resolve(value);
      };
      const goOn = () => answer();
      waiting.add(goOn);
      command(current).then(answer, (error: unknown) => {
        complain(error);
        answer();
      });
    });
  }

  return {
    start: () =>
      new Promise((tried) => {
        looping = loop(tried);
      }),
    onUp: (work) => void begun.push(work),
    get client() {
      return client;
    },
    ask,
    publish(channel, text) {
      if (!client) return;
      if (unanswered + text.length > UNANSWERED_BYTES) {
        interrupt(new Error('it takes nothing in'));
        return;
      }
      unanswered += text.length;
      const done = () => {
        unanswered -= text.length;
      };
      client.publish(channel, text).then(done, (error: unknown) => {
        complain(error);
        done();
      });
    },
    async close() {
      await ask((current) => current.ping());
      closed = true;
      interrupt(new Error('closed'));
      await looping;
    },
  };
}
