/** How long a provider may take, in milliseconds: until the first piece, between two, and over all. */
export interface Deadlines {
  first: number;
  idle: number;
  whole: number;
}

export const usualDeadlines: Deadlines = { first: 15_000, idle: 20_000, whole: 120_000 };

/** The time that one request has. */
export interface RequestTime {
  /** Aborted when the caller's is, when a deadline has passed, and at the end. */
  readonly signal: AbortSignal;
  /** A deadline has passed. */
  readonly expired: boolean;
  /** A piece has come. */
  heard(): void;
  /** The request is over, or nobody wants more of it. */
  end(): void;
}

export function startTime({ first, idle, whole }: Deadlines, caller: AbortSignal): RequestTime {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let expired = false;
  const expire = () => {
    expired = true;
    abort();
  };
  const all = setTimeout(expire, whole);
  let next = setTimeout(expire, first);
  caller.addEventListener('abort', abort, { once: true });
  if (caller.aborted) abort();

  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    heard() {
      clearTimeout(next);
      next = setTimeout(expire, idle);
    },
    end() {
      clearTimeout(all);
      clearTimeout(next);
      caller.removeEventListener('abort', abort);
      abort();
    },
  };
}
