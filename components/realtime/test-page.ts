import { createRealtimeClient } from './client.ts';
import { accountOf, createTestEnvironment, createTestWire, settle } from './test-browser.ts';
import type { TestProfile } from './test-browser.ts';
import type { TestHub } from './test-hub.ts';
import { timelineItems } from './timeline-items.ts';

/**
 * A page of one user, rendered from the hub as it is now and started; `open` is the chat it shows. `shown` answers what
 * the reader sees of it.
 */
export async function openPage(hub: TestHub, userId: number, open?: number, profile?: TestProfile) {
  const wire = createTestWire(hub, userId);
  const browser = createTestEnvironment(wire, profile);
  const { environment, clock, signals } = browser;
  const client = createRealtimeClient({ account: accountOf(userId), lists: hub.lists(userId) }, environment);
  if (open !== undefined) {
    const initial = { opened: hub.open(userId, open), page: hub.history(userId, { conversationId: open }) };
    client.seed(initial);
    client.loader.watch(open);
    client.seeded(initial);
  }
  const stop = client.start();
  await settle();

  function itemsOf(id: number) {
    const { timelines, outbox, patches } = client.store.get();
    const timeline = timelines.get(id);
    return timeline ? timelineItems(timeline, { userId, outbox, patches }) : [];
  }

  return {
    client,
    wire,
    clock,
    signals,
    stop,
    reloads: browser.reloads,
    state: () => client.store.get(),
    itemsOf,
    /** Each row as `text · status`, for one's own, or the text alone. */
    shown: (id: number) =>
      itemsOf(id).map(({ content, status }) => (status ? `${content} · ${status}` : content)),
    /** What was asked of the server, by name. */
    asked: (name: string) => wire.log.filter(({ command }) => command === name),
  };
}
