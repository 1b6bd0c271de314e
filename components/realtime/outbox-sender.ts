import { fullJitter } from './backoff.ts';
import type { Clock } from './clock.ts';
import { errorView } from './command-error.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRows } from './outbox-rows.ts';
import type { Request } from './requests.ts';
import type { Upload } from './upload.ts';

/** A message that the server stumbles over so often is shown as failed, so that the ones behind it can go. */
const FAULTS = 5;
const RETRY_MS = 1_000;
/** Where a limit does not say how long. */
const LIMITED_S = 5;

/** Runs work while no other tab of this user runs any. */
export type Exclusive = (work: () => Promise<void>) => Promise<void>;

interface SenderParts {
  rows: OutboxRows;
  request: Request;
  upload: Upload;
  /** How much of an entry's file is uploaded, from 0 to 1; null when that is over. */
  progress: (clientId: string, fraction: number | null) => void;
  exclusive: Exclusive;
  clock: Clock;
  random: () => number;
  online: () => boolean;
  /** The server has stored a message. */
  committed: (conversationId: number, version: number) => void;
}

/**
 * Sends what is queued: in order and one at a time in each conversation, by one tab only. What may succeed later is tried
 * again by itself, under the same client id, so that a lost acknowledgement makes no second message.
 */
export interface OutboxSender {
  /** Sends what can be sent. */
  kick(): void;
  /** Stops an upload. False where the message itself is on its way, which cannot be taken back. */
  release(clientId: string): boolean;
  /** There is a connection again: no use in waiting any longer. */
  resume(): void;
}

export function createOutboxSender(parts: SenderParts): OutboxSender {
  const { rows, request, upload, progress, exclusive, clock, random, online, committed } = parts;
  /** What is being sent, by conversation. */
  const lanes = new Map<number, Promise<void>>();
  const faults = new Map<string, number>();
  const uploads = new Map<string, AbortController>();
  /** Messages that the server was asked to store. */
  const asked = new Set<string>();
  let pausedUntil = 0;
  let attempt = 0;
  let asking = false;
  let holding = false;

  const mayRun = () => online() && clock.now() >= pausedUntil;

  function pause(ms: number) {
    pausedUntil = clock.now() + ms;
    clock.after(ms, kick);
  }

  /** Answers whether the next one may be tried. */
  async function refused(entry: OutboxEntry, error: unknown): Promise<boolean> {
    const view = errorView(error);
    const fault = view.code === 'internal' ? (faults.get(entry.clientId) ?? 0) + 1 : 0;
    if (fault > 0) faults.set(entry.clientId, fault);
    // Signed out: it waits for the same user to come back.
    if (view.code === 'session_ended' || view.code === 'unauthorized') return false;
    if (!view.retryable || fault >= FAULTS) {
      faults.delete(entry.clientId);
      await rows.fail(entry.clientId, view);
      return true;
    }
    if (view.code === 'rate_limited') pause((view.details?.retryAfter ?? LIMITED_S) * 1_000);
    else if (online()) pause(RETRY_MS + fullJitter(attempt++, random));
    return false;
  }

  const isThere = (clientId: string) => rows.list().some(({ entry }) => entry.clientId === clientId);

  /** The id of the entry's file, which is uploaded where it is not there yet. */
  async function fileIdOf({ clientId, file }: OutboxEntry): Promise<string | null> {
    if (!file) return null;
    if (file.uploaded) return file.uploaded.id;
    const abort = new AbortController();
    uploads.set(clientId, abort);
    try {
      const uploaded = await upload(file, {
        signal: abort.signal,
        progress: (fraction) => progress(clientId, fraction),
      });
      await rows.uploaded(clientId, uploaded);
      return uploaded.id;
    } finally {
      uploads.delete(clientId);
      progress(clientId, null);
    }
  }

  async function sendOne(entry: OutboxEntry) {
    const { conversationId, clientId, content, replyTo, model } = entry;
    const fileId = await fileIdOf(entry);
    // Dropped meanwhile, here or in another tab.
    if (!isThere(clientId)) return;
    const replyToId = replyTo?.id ?? null;
    asked.add(clientId);
    try {
      const more = { ...(fileId !== null && { fileId }), ...(model && { model }) };
      const message = { conversationId, content, clientId, replyToId, ...more };
      const { version } = await request('message.send', message);
      attempt = 0;
      faults.delete(clientId);
      committed(conversationId, version);
      await rows.sent(clientId, version);
    } finally {
      asked.delete(clientId);
    }
  }

  async function runLane(conversationId: number) {
    while (mayRun()) {
      const next = rows
        .list()
        .find(({ entry }) => entry.conversationId === conversationId && entry.state === 'queued');
      // One that is not kept yet kicks when it is.
      if (!next?.kept) return;
      try {
        await sendOne(next.entry);
      } catch (error) {
        if (isThere(next.entry.clientId) && !(await refused(next.entry, error))) return;
      }
    }
  }

  function startLanes() {
    for (const { entry } of rows.list()) {
      const { conversationId, state } = entry;
      if (state !== 'queued' || lanes.has(conversationId)) continue;
      const lane = runLane(conversationId).finally(() => lanes.delete(conversationId));
      lanes.set(conversationId, lane);
    }
  }

  async function run() {
    holding = true;
    try {
      // What another tab has sent meanwhile is no longer there.
      await rows.refresh();
      startLanes();
      while (lanes.size > 0) await Promise.race(lanes.values());
    } finally {
      holding = false;
      asking = false;
    }
  }

  function kick() {
    if (!mayRun() || !rows.list().some(({ entry }) => entry.state === 'queued')) return;
    if (holding) return startLanes();
    if (asking) return;
    asking = true;
    void exclusive(run);
  }

  return {
    kick,
    release(clientId) {
      if (asked.has(clientId)) return false;
      uploads.get(clientId)?.abort();
      return true;
    },
    resume() {
      pausedUntil = 0;
      kick();
    },
  };
}
