import type { Delta, Message } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { ConversationStore, Draft, Outcome } from './store.ts';

/** Drafts of one statement. More only make the statement slower without making it cheaper. */
const BATCH = 512;
/** How long a batch is tried again while the store is away, before its senders are told. */
const PATIENCE_MS = 10_000;
const RETRY_MS = { first: 25, most: 1_000 };

/** The answer to a draft: the stored message, and whether an earlier send had stored it. */
export interface Written {
  message: Message;
  duplicate: boolean;
  /** Of a prompt that was stored now: the run that answers it. */
  runId?: number | undefined;
}

type DraftName = Pick<Draft, 'conversationId' | 'senderId' | 'clientId'>;

interface Waiting {
  draft: Draft;
  key: string;
  promise: Promise<Written>;
  resolve: (written: Written) => void;
  reject: (error: unknown) => void;
}

interface WriterParts {
  store: Pick<ConversationStore, 'insert' | 'isTransient'>;
  /** Called after the commit and before the senders are told, once for each conversation of a batch. */
  committed: (delta: Delta) => void;
  /** Hears of each support chat that admins see differently by a message of a batch. */
  deskChanged?: (conversationId: number) => void;
  /** Hears of each statement that succeeded: its rows, and how long it took. */
  wrote?: (rows: number, seconds: number) => void;
  failed: (error: unknown) => void;
}

export interface Writer {
  /** Resolves when the message is committed. Refusals are ChatErrors; `unavailable` when the store stays away. */
  write(draft: Draft): Promise<Written>;
  /** The answer to a draft with the same names that is on its way, where there is one. */
  pending(draft: DraftName): Promise<Written> | undefined;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
}

/**
 * Micro-batches sends (design, "The writer"): one statement in flight, whatever arrives meanwhile goes into the next.
 * Every draft has a client id, so a batch whose connection was lost is simply written again.
 */
export function createWriter({ store, committed, deskChanged, wrote, failed }: WriterParts): Writer {
  let queue: Waiting[] = [];
  /** By key, queued or in flight: a repeat joins the first instead of becoming a second row of the batch. */
  const open = new Map<string, Waiting>();
  let running: Promise<void> | undefined;

  async function insert(batch: readonly Waiting[]): Promise<Outcome[]> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.most)) {
      const began = performance.now();
      try {
        const outcomes = await store.insert(batch.map(({ draft }) => draft));
        wrote?.(batch.length, (performance.now() - began) / 1000);
        return outcomes;
      } catch (error) {
        if (!store.isTransient(error)) throw error;
        if (Date.now() + wait > giveUpAt) throw new ChatError('unavailable');
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /**
   * Writes a batch; one that fails is halved until the one bad row stands alone. Answers what is then to be done: tell
   * everybody.
   */
  async function write(batch: readonly Waiting[]): Promise<() => void> {
    try {
      const outcomes = await insert(batch);
      return () => tell(batch, outcomes);
    } catch (error) {
      if (batch.length > 1 && !(error instanceof ChatError)) {
        const half = batch.length >> 1;
        const tellFirst = await write(batch.slice(0, half));
        tellFirst();
        return write(batch.slice(half));
      }
      if (!(error instanceof ChatError)) failed(error);
      return () => {
        for (const waiting of batch) settle(waiting, () => waiting.reject(error));
      };
    }
  }

  function tell(batch: readonly Waiting[], outcomes: readonly Outcome[]) {
    for (const delta of deltasOf(outcomes)) publish(() => committed(delta));
    for (const conversationId of deskChatsOf(outcomes)) publish(() => deskChanged?.(conversationId));
    batch.forEach((waiting, index) => {
      const outcome = outcomes[index];
      settle(waiting, () => {
        if (!outcome) waiting.reject(new ChatError('internal'));
        else if (outcome.status === 'refused') waiting.reject(new ChatError(outcome.code));
        else if (outcome.status === 'duplicate')
          waiting.resolve({ message: outcome.message, duplicate: true });
        else waiting.resolve({ message: outcome.message, duplicate: false, runId: outcome.runId });
      });
    });
  }

  /** What is stored is answered, whatever becomes of the push: whoever misses it catches up. */
  function publish(say: () => void) {
    try {
      say();
    } catch (error) {
      failed(error);
    }
  }

  function settle(waiting: Waiting, answer: () => void) {
    open.delete(waiting.key);
    answer();
  }

  async function run() {
    let tellLast = () => {};
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH);
      queue = queue.slice(BATCH);
      // Begun first: the store works on this batch while the one before it, committed, is being told of.
      const written = write(batch);
      tellLast();
      tellLast = await written;
    }
    running = undefined;
    tellLast();
  }

  const keyOf = ({ conversationId, senderId, clientId }: DraftName) =>
    `${conversationId}/${senderId}/${clientId}`;
  const pending: Writer['pending'] = (draft) =>
    open.get(keyOf(draft))?.promise.then(({ message }) => ({ message, duplicate: true }));

  return {
    pending,
    write(draft) {
      const same = pending(draft);
      if (same) return same;
      const key = keyOf(draft);
      const { promise, resolve, reject } = Promise.withResolvers<Written>();
      const waiting = { draft, key, promise, resolve, reject };
      open.set(key, waiting);
      queue.push(waiting);
      // The turn of the loop that brought this draft may bring more: they share the statement.
      running ??= new Promise<void>((start) => setImmediate(start)).then(run);
      return promise;
    },
    idle: async () => {
      while (running) await running;
    },
  };
}

/** The support chats of a committed batch that admins see differently: an answered one, a woken one. */
const deskChatsOf = (outcomes: readonly Outcome[]) =>
  new Set(
    outcomes.flatMap((outcome) =>
      outcome.status === 'stored' && outcome.desk ? [outcome.message.conversationId] : [],
    ),
  );

/** What a committed batch changed, one delta a conversation; rows of one conversation stand in version order. */
function deltasOf(outcomes: readonly Outcome[]): Iterable<Delta> {
  const deltas = new Map<number, Delta>();
  for (const outcome of outcomes) {
    if (outcome.status !== 'stored') continue;
    const { message } = outcome;
    const delta = deltas.get(message.conversationId);
    if (delta) {
      delta.messages.push(message);
      delta.version = message.version;
      delta.lastSeq = message.seq;
    } else {
      deltas.set(message.conversationId, {
        conversationId: message.conversationId,
        since: message.version - 1,
        version: message.version,
        lastSeq: message.seq,
        conversation: null,
        messages: [message],
        participants: [],
      });
    }
  }
  return deltas.values();
}
