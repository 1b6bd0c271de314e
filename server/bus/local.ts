import type { Bus, EventOf, Topic } from '#server/core/bus.ts';

/** The bus of a single instance: handlers are called before `publish` returns. */
export function createLocalBus(): Bus {
  const topics = new Map<Topic, Set<(event: never) => void>>();
  return {
    publish<T extends Topic>(topic: T, event: EventOf<T>) {
      const handlers = topics.get(topic) as Set<(event: EventOf<T>) => void> | undefined;
      if (handlers) for (const handler of handlers) handler(event);
    },
    subscribe(topic, handler) {
      const handlers = topics.get(topic) ?? new Set();
      topics.set(topic, handlers.add(handler));
      return () => {
        handlers.delete(handler);
        if (handlers.size === 0 && topics.get(topic) === handlers) topics.delete(topic);
      };
    },
  };
}
