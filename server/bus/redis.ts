import type { Bus, EventOf, Topic } from '#server/core/bus.ts';
import { decodeFrame, encodeFrame } from './frames.ts';
import { createLocalBus } from './local.ts';
import type { RedisClient, RedisLink } from './redis-link.ts';

/** Channels of one SUBSCRIBE. */
const CHANNELS = 1_000;
/** Longer changes are named only, and read from the store where somebody follows them. */
const LONGEST = 256 * 1024;

interface RedisBusParts {
  link: RedisLink;
  /** The name of this instance. */
  instance: string;
  /** What every channel's name begins with: Redis may serve others, too. */
  prefix: string;
  /** Hears of what nobody can have meant. */
  misunderstood: (error: unknown) => void;
  /** Hears of faults of those who were told. */
  failed: (error: unknown) => void;
}

/**
 * The bus of several instances: a channel a topic, subscribed as long as somebody here listens. Redis never stands
 * between a publisher and the listeners of its own instance. After it was away, and for each topic that begins to be
 * heard, a `gap` is told: here, and to the others of what this instance could not tell them.
 */
export function createRedisBus({ link, instance, prefix, misunderstood, failed }: RedisBusParts): Bus {
  const local = createLocalBus();
  const listeners = new Map<Topic, number>();
  /** What the present connection was asked to hear. */
  let heard = new Set<Topic>();
  /** Topics whose listeners came or went in this turn of the event loop. */
  const changed = new Set<Topic>();

  const channelsOf = (topics: readonly Topic[]) => topics.map((topic) => prefix + topic);

  function hear(frame: string, channel: string) {
    const topic = channel.slice(prefix.length) as Topic;
    let event: EventOf<Topic> | undefined;
    try {
      event = decodeFrame(instance, topic, frame);
    } catch (error) {
      misunderstood(error);
    }
    try {
      if (event) local.publish(topic, event);
    } catch (error) {
      failed(error);
    }
  }

  async function subscribe(client: RedisClient, topics: readonly Topic[]) {
    for (const topic of topics) heard.add(topic);
    const parts: Promise<void>[] = [];
    for (let from = 0; from < topics.length; from += CHANNELS)
      parts.push(client.subscribe(channelsOf(topics.slice(from, from + CHANNELS)), hear));
    await Promise.all(parts);
  }

  /** Brings the connection in step with the listeners. */
  function adjust() {
    const { client } = link;
    const topics = [...changed];
    changed.clear();
    if (!client) return;
    const more = topics.filter((topic) => listeners.has(topic) && !heard.has(topic));
    const fewer = topics.filter((topic) => !listeners.has(topic) && heard.delete(topic));
    // A connection that breaks meanwhile has a successor, which hears them all.
    if (fewer.length > 0) client.unsubscribe(channelsOf(fewer)).catch(() => undefined);
    if (more.length > 0)
      subscribe(client, more).then(
        () => local.publish('gap', { topics: more, seconds: 0 }),
        () => undefined,
      );
  }

  function changes(topic: Topic) {
    if (changed.size === 0) setImmediate(adjust);
    changed.add(topic);
  }

  link.onUp((client, seconds) => {
    heard = new Set();
    subscribe(client, [...listeners.keys()]).then(
      () => bus.publish('gap', { topics: 'all', seconds }),
      () => undefined,
    );
  });

  const bus: Bus = {
    publish<T extends Topic>(topic: T, event: EventOf<T>) {
      local.publish(topic, event);
      if (!link.client) return;
      const frame = encodeFrame(instance, event);
      const tooLong = frame.length > LONGEST && 'type' in event && event.type === 'changes';
      link.publish(
        prefix + topic,
        tooLong ? encodeFrame(instance, { type: 'head', version: event.delta.version }) : frame,
      );
    },
    subscribe(topic, handler) {
      const stop = local.subscribe(topic, handler);
      const before = listeners.get(topic) ?? 0;
      listeners.set(topic, before + 1);
      if (before === 0) changes(topic);
      let stopped = false;
      return () => {
        stop();
        if (stopped) return;
        stopped = true;
        const others = (listeners.get(topic) ?? 1) - 1;
        if (others > 0) listeners.set(topic, others);
        else {
          listeners.delete(topic);
          changes(topic);
        }
      };
    },
  };
  return bus;
}
