import type { Bus } from '#server/core/bus.ts';
import type { Files } from '#server/core/files.ts';
import type { Writer } from '#server/core/writer.ts';
import type { Message } from '#server/protocol/conversation.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { Answerer } from './answerer.ts';
import { createEnding } from './ending.ts';
import { createLiveRun, type LiveRun } from './live-run.ts';
import { type Known, readAhead, readFor } from './reading-ahead.ts';
import type { ClaimedRun, RunStore } from './run-store.ts';
import type { Speech } from './speech.ts';
import type { Titles } from './titles.ts';

/** An owner says so often that it lives; one that has been silent for so long is gone. */
const BEAT_MS = 1_000;
const SILENT_SECONDS = 5;
/** How often every instance looks for runs whose owner is gone, and for those that nobody has begun in so long. */
const SWEEP_MS = 2_000;
const STRANDED_SECONDS = 1;
/** The text of a run is told this often at most. With many at once each rests longer: no reader sees more than this. */
const SHORTEST_REST_MS = 40;
const LONGEST_REST_MS = 100;
const REST_MS_PER_RUN = 2;
/** Runs of one instance at a time; others stay in the queue. */
const SLOTS = 200;
/** Of these, how many are claimed and read up on at a time: what many ask at once must not hold up what people send. */
const BEGINNINGS = 2;

interface RunnerParts {
  store: RunStore;
  writer: Pick<Writer, 'write'>;
  bus: Bus;
  answerer: Pick<Answerer, 'lookUp' | 'answer'>;
  titles: Titles;
  speech: Pick<Speech, 'beforehand'>;
  files: Pick<Files, 'pathOf' | 'letGo'>;
  failed: (error: unknown) => void;
}

export type Runner = ReturnType<typeof createRunner>;

/**
 * Makes answers. A run belongs to the instance that claimed it: it streams over the bus, is kept in the store once a
 * second, and ends in one state with one message, whose client id is the run's: whoever writes it, however often.
 */
export function createRunner(parts: RunnerParts) {
  const { store, writer, bus, answerer, titles, speech, files, failed } = parts;
  const owner = crypto.randomUUID();
  const lives = new Map<number, LiveRun>();
  /** Runs whose answer is being written: nothing can change them any more. */
  const ending = new Set<number>();
  /** Conversations whose next run waits for a slot here. */
  const waiting = new Set<number>();
  const working = new Set<Promise<void>>();
  let beginnings = 0;
  /** Prompts that were stored just now, by their conversations. */
  const fresh = new Map<number, Message>();
  let draining = false;
  /** The check and the sweep that are under way: each is one at a time. */
  let checking: Promise<void> | undefined;
  let sweeping: Promise<void> | undefined;

  const restMs = () => Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, lives.size * REST_MS_PER_RUN));
  const tell = (run: Run) => bus.publish(`conversation:${run.conversationId}`, { type: 'run', run });
  const end = createEnding({ store, writer, tell, failed, leaving: () => draining });

  /** Begins the conversation's next run, unless one is running, and then the one after that. */
  function next(conversationId: number): void {
    const prompt = fresh.get(conversationId);
    fresh.delete(conversationId);
    if (draining || working.size >= SLOTS || beginnings >= BEGINNINGS) {
      waiting.add(conversationId);
      return;
    }
    const work = beginAndCarry(conversationId, prompt)
      // What could not be begun is found by the sweep.
      .catch((error: unknown) => void failed(error))
      .then((carried) => {
        working.delete(work);
        // Behind those who have waited for this slot.
        if (carried) waiting.add(conversationId);
        nextWaiting();
      });
    working.add(work);
  }

  function nextWaiting(): void {
    const [other] = waiting;
    if (other === undefined) return;
    waiting.delete(other);
    next(other);
  }

  /** Answers whether there was anything to run. */
  async function beginAndCarry(conversationId: number, prompt?: Message): Promise<boolean> {
    beginnings += 1;
    const beginning = begin(conversationId, prompt);
    const over = () => {
      beginnings -= 1;
      nextWaiting();
    };
    beginning.then((begun) => begun?.known).then(over, over);
    const begun = await beginning;
    if (!begun) return false;
    await carryClaimed(begun.claimed, begun.known);
    return true;
  }

  /** Claims the conversation's next run and begins to read what its answer has to know; undefined where there is none. */
  async function begin(conversationId: number, prompt?: Message) {
    const ahead = prompt && readAhead(prompt, { store, answerer });
    const claimed = await store.claim(conversationId, owner);
    if (!claimed) return undefined;
    return {
      claimed,
      known: ahead?.isGoodFor(claimed) ? ahead.known : readFor(claimed.run, { store, answerer }),
    };
  }

  async function carryClaimed(claimed: ClaimedRun, known: Promise<Known>): Promise<void> {
    const { id, conversationId } = claimed.run;
    const live = createLiveRun(claimed.run, {
      known,
      answerer,
      titles,
      failed,
      restMs,
      tell,
      tellText: (piece) => bus.publish(`conversation:${conversationId}`, { type: 'run-text', ...piece }),
    });
    lives.set(id, live);
    if (claimed.stopping) live.cut('stopped');
    if (draining) live.cut('draining');
    try {
      await carry(live, claimed.run);
    } finally {
      lives.delete(id);
      ending.delete(id);
    }
  }

  async function carry(live: LiveRun, claimed: Run): Promise<void> {
    tell(claimed);
    const how = await live.make();
    const { run } = live;
    if (live.signal.reason === 'lost') return;
    if (live.signal.reason === 'draining' && run.content === claimed.content) {
      await store.handBack(run.id, owner);
      tell({ ...claimed, state: 'QUEUED', startedAt: null });
      bus.publish('runs', { type: 'queued', conversationId: run.conversationId });
      return;
    }
    if (how.state === 'COMPLETED' && (await endSpoken(live, run))) return;
    ending.add(run.id);
    await end(run, how);
  }

  /** Ends a run with its speech, where that is wanted and can be had; answers whether it did. Until then it may be cut. */
  async function endSpoken({ signal }: LiveRun, run: Run): Promise<boolean> {
    const file = await speech.beforehand(run, signal);
    const lost = signal.reason === 'lost';
    if (file && !lost) {
      ending.add(run.id);
      await end(run, { state: 'COMPLETED', error: null, audioUrl: files.pathOf(file.id) });
    }
    // Where another one has ended it, nobody has the file.
    if (file) await files.letGo(file).catch(failed);
    return file !== undefined || lost;
  }

  /** Ends a run as STOPPED; one that has ended stays as it is. Its provider is let go of at once. */
  async function stop(run: Run): Promise<void> {
    lives.get(run.id)?.cut('stopped');
    await store.markStopping(run.id);
    bus.publish('runs', { type: 'stop', runId: run.id });
    if (run.state === 'QUEUED') await end(run, { state: 'STOPPED', error: null });
  }

  async function check(): Promise<void> {
    const mine = [...lives.values()];
    try {
      const kept = await store.checkpoint(
        owner,
        mine.map(({ run }) => run),
      );
      const stopping = new Map(kept.map((one) => [one.id, one.stopping]));
      for (const live of mine) {
        const { id } = live.run;
        const wanted = stopping.get(id);
        if (ending.has(id) || !lives.has(id)) continue;
        if (wanted === undefined) live.cut('lost');
        else if (wanted) live.cut('stopped');
      }
    } catch (error) {
      failed(error);
    }
  }

  async function sweep(): Promise<void> {
    try {
      const lost = await store.takeOver(owner, SILENT_SECONDS, [...lives.keys()]);
      for (const run of lost) {
        await end(run, { state: 'INTERRUPTED', error: 'answer_interrupted' });
        next(run.conversationId);
      }
      for (const conversationId of await store.stranded(STRANDED_SECONDS)) next(conversationId);
    } catch (error) {
      failed(error);
    }
  }

  const beat = setInterval(() => {
    if (lives.size > 0) checking ??= check().finally(() => (checking = undefined));
  }, BEAT_MS);
  const sweeper = setInterval(() => {
    sweeping ??= sweep().finally(() => (sweeping = undefined));
  }, SWEEP_MS);
  beat.unref();
  sweeper.unref();
  const unsubscribe = bus.subscribe('runs', (order) => {
    if (order.type === 'queued') next(order.conversationId);
    else lives.get(order.runId)?.cut('stopped');
  });

  return {
    /** A run as this instance has it, newer than what the store has; undefined where it is not run here. */
    live: (runId: number): Run | undefined => lives.get(runId)?.run,

    /** A run was stored, and its prompt with it where there is one: whoever can begins it. */
    queued(run: Run, prompt?: Message): void {
      tell(run);
      if (prompt) fresh.set(run.conversationId, prompt);
      bus.publish('runs', { type: 'queued', conversationId: run.conversationId });
    },

    stop,

    /** Nobody wants an answer to this prompt any more. */
    async abandon(conversationId: number, promptId: number): Promise<void> {
      try {
        const open = await store.open(conversationId);
        await Promise.all(open.filter((run) => run.promptId === promptId).map(stop));
      } catch (error) {
        // A run that begins finds no prompt.
        failed(error);
      }
    },

    /** Cuts the runs of this instance short: what has no text yet goes back to the queue, for another to run. */
    async drain(): Promise<void> {
      draining = true;
      clearInterval(sweeper);
      unsubscribe();
      for (const live of lives.values()) live.cut('draining');
      while (working.size > 0) await Promise.all(working);
      clearInterval(beat);
      await Promise.all([titles.drain(), checking, sweeping]);
    },
  };
}
