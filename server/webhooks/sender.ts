import type { ClaimedDelivery, DeliveryResult, Outbox } from '#server/core/webhook-store.ts';
import { waitAfter } from './back-off.ts';
import { type Answer, post } from './post.ts';

/** How often every instance looks for deliveries that are due; each of them is sent by one. */
const SWEEP_MS = 1_000;
/** Deliveries that one webhook is sent at a time by one instance: a slow receiver delays nobody else's. */
const EACH = 4;
const PATIENCE_MS = 10_000;
/** What was claimed so long ago is lost with who claimed it. */
const LEASE_MS = 60_000;
/** How long what is in flight may take when the server stops. */
const GOODBYE_MS = 3_000;
const FORGET_MS = 3_600_000;
const KEPT_DAYS = 30;
const FORGOTTEN_AT_ONCE = 10_000;
const GONE = 410;

interface SenderParts {
  outbox: Outbox;
  privateAddresses: boolean;
  failed: (error: unknown) => void;
}

/** What an answer makes of a delivery. */
function resultOf({ id, attempts, again }: ClaimedDelivery, answer: Answer): DeliveryResult {
  const status = 'status' in answer ? answer.status : null;
  const settled = { id, attempts, delay: 0, status };
  if (status !== null && status >= 200 && status < 300)
    return { ...settled, state: 'delivered', error: null };
  const redirects = status !== null && status >= 300 && status < 400;
  const error = 'error' in answer ? answer.error : redirects ? 'Redirects are not followed' : null;
  const wait = again || status === GONE ? undefined : waitAfter(attempts);
  if (wait === undefined) return { ...settled, state: 'failed', error };
  return { ...settled, state: 'pending', delay: wait, error };
}

/** Sends what the outbox holds for webhooks (docs/decisions/022): each at least once, under the same id. */
export function createSender({ outbox, privateAddresses, failed }: SenderParts) {
  const stopping = new AbortController();
  const inFlight = new Map<Promise<void>, number>();
  let sweeping: Promise<void> | undefined;
  let stopped = false;

  async function deliver(delivery: ClaimedDelivery): Promise<void> {
    const answer = await post(delivery, {
      privateAddresses,
      patience: PATIENCE_MS,
      signal: stopping.signal,
    });
    if ('error' in answer && stopping.signal.aborted) return outbox.release(delivery);
    if ('status' in answer && answer.status === GONE) await outbox.disable(delivery.webhookId);
    await outbox.settle(resultOf(delivery, answer));
  }

  async function sweep(): Promise<void> {
    try {
      const busy = new Map<number, number>();
      for (const webhookId of inFlight.values()) busy.set(webhookId, (busy.get(webhookId) ?? 0) + 1);
      for (const delivery of await outbox.claim({ each: EACH, busy, lease: LEASE_MS })) {
        const sent = deliver(delivery)
          // Not settled: it is sent again when its claim has run out.
          .catch(failed)
          .finally(() => {
            inFlight.delete(sent);
            look();
          });
        inFlight.set(sent, delivery.webhookId);
      }
    } catch (error) {
      failed(error);
    }
  }

  /** One look at a time; what ends meanwhile is followed by another. */
  let wanted = false;
  function look(): void {
    if (stopped) return;
    wanted = true;
    sweeping ??= (async () => {
      while (wanted && !stopped) {
        wanted = false;
        await sweep();
      }
    })().finally(() => (sweeping = undefined));
  }

  const sweeper = setInterval(look, SWEEP_MS);
  const forgetter = setInterval(
    () => void outbox.forget(KEPT_DAYS, FORGOTTEN_AT_ONCE).catch(failed),
    FORGET_MS,
  );
  sweeper.unref();
  forgetter.unref();

  return {
    /** Sends nothing any more; what is in flight may end, or is given back. */
    async drain(): Promise<void> {
      stopped = true;
      clearInterval(sweeper);
      clearInterval(forgetter);
      await sweeping;
      const late = setTimeout(() => stopping.abort(), GOODBYE_MS);
      await Promise.all(inFlight.keys());
      clearTimeout(late);
    },
  };
}
