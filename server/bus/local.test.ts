import { describe, expect, it } from 'vitest';
import { createLocalBus } from './local.ts';

const memberships = { type: 'memberships' } as const;

describe('the bus of one instance', () => {
  it('brings an event to everybody who subscribed to its topic, at once and in order', () => {
    const bus = createLocalBus();
    const heard: string[] = [];
    bus.subscribe('user:1', () => heard.push('first'));
    bus.subscribe('user:1', () => heard.push('second'));
    bus.subscribe('user:2', () => heard.push('another topic'));
    bus.publish('user:1', memberships);
    expect(heard).toEqual(['first', 'second']);
  });

  it('brings nothing to who has unsubscribed, also while an event is being brought', () => {
    const bus = createLocalBus();
    const heard: string[] = [];
    const stopFirst = bus.subscribe('user:1', () => {
      heard.push('first');
      stopFirst();
      stopSecond();
    });
    const stopSecond = bus.subscribe('user:1', () => heard.push('second'));
    bus.publish('user:1', memberships);
    bus.publish('user:1', memberships);
    expect(heard).toEqual(['first']);
  });

  it('keeps a new subscription apart from one that ended twice', () => {
    const bus = createLocalBus();
    const heard: string[] = [];
    const stop = bus.subscribe('user:1', () => heard.push('old'));
    stop();
    bus.subscribe('user:1', () => heard.push('new'));
    stop();
    bus.publish('user:1', memberships);
    expect(heard).toEqual(['new']);
  });

  it('does not mind an event that nobody waits for', () => {
    expect(() => createLocalBus().publish('user:1', memberships)).not.toThrow();
  });
});
