import type { Bus, Fact, InstanceEvent } from '#server/core/bus.ts';

const BEAT_MS = 3_000;
/** An instance that has been silent for so long is taken for dead, and what it said is no longer true. */
const LEASE_MS = 10_000;
/** What an instance that went in order had is kept for so long: its clients are about to connect elsewhere. */
const FAREWELL_MS = 3_000;
/** How long an answer may take before the same instance is asked again. */
const ASK_MS = 1_000;

interface RosterParts {
  bus: Bus;
  /** The name of this instance. */
  me?: string;
  /**
   * Hears when the first instance says a thing, and when the last one no longer does. `vanished`: nobody took it back, an
   * instance is gone.
   */
  changed: (fact: Fact, present: boolean, vanished: boolean) => void;
}

/** What all instances say of who is where. Nothing of it is stored: what an instance said ends with it. */
export interface Roster {
  /** This instance says it from now on. */
  add(fact: Fact): void;
  remove(fact: Fact): void;
  /** Says goodbye to the others. */
  close(): void;
}

interface Peer {
  facts: Set<Fact>;
  /** How many changes it has told of: the next one has the next number. */
  changes: number;
  /** When it counts as gone. */
  until: number;
}

/**
 * Each instance tells the others of each change, numbered, and every three seconds that it lives and how far its numbers
 * are. Whoever hears from somebody unknown, or sees that something was missed, asks that instance for everything. So
 * whatever the bus loses, all agree soon after it works again; and whoever is killed is forgotten within 13 seconds.
 */
export function createRoster({ bus, me = crypto.randomUUID(), changed }: RosterParts): Roster {
  const mine = new Set<Fact>();
  let changes = 0;
  const peers = new Map<string, Peer>();
  /** How many instances say it. */
  const sayers = new Map<Fact, number>();
  const asked = new Map<string, number>();
  let lastBeat = Date.now();

  const publish = (event: InstanceEvent) => bus.publish('instances', event);
  const sayAlive = () => publish({ type: 'alive', from: me, changes });

  function say(fact: Fact) {
    const before = sayers.get(fact) ?? 0;
    sayers.set(fact, before + 1);
    if (before === 0) changed(fact, true, false);
  }

  function unsay(fact: Fact, vanished: boolean) {
    const left = (sayers.get(fact) ?? 0) - 1;
    if (left > 0) {
      sayers.set(fact, left);
      return;
    }
    sayers.delete(fact);
    changed(fact, false, vanished);
  }

  function tell(fact: Fact, present: boolean) {
    changes += 1;
    publish({ type: 'change', from: me, changes, fact, present });
  }

  function ask(to: string) {
    const now = Date.now();
    if (now - (asked.get(to) ?? 0) < ASK_MS) return;
    asked.set(to, now);
    publish({ type: 'ask', from: me, to });
  }

  function forget(name: string, { facts }: Peer) {
    peers.delete(name);
    asked.delete(name);
    for (const fact of facts) unsay(fact, true);
  }

  /** All that the instance says, in the place of what it said before. */
  function take({ from, changes: number, facts }: InstanceEvent & { type: 'state' }) {
    const peer = peers.get(from);
    if (peer && number < peer.changes) return;
    const [before, after] = [peer?.facts ?? new Set<Fact>(), new Set(facts)];
    peers.set(from, { facts: after, changes: number, until: 0 });
    asked.delete(from);
    for (const fact of after) if (!before.has(fact)) say(fact);
    for (const fact of before) if (!after.has(fact)) unsay(fact, false);
  }

  /** One more change of an instance; one that does not follow the last one known tells of a loss. */
  function apply(peer: Peer, { from, changes: number, fact, present }: InstanceEvent & { type: 'change' }) {
    if (number <= peer.changes) return;
    if (number > peer.changes + 1) {
      ask(from);
      return;
    }
    peer.changes = number;
    if (present && !peer.facts.has(fact)) {
      peer.facts.add(fact);
      say(fact);
    } else if (!present && peer.facts.delete(fact)) unsay(fact, false);
  }

  function hear(event: InstanceEvent) {
    const { type, from } = event;
    if (from === me) return;
    if (type === 'ask' && event.to === me) publish({ type: 'state', from: me, changes, facts: [...mine] });
    if (type === 'state') take(event);
    const peer = peers.get(from);
    if (peer) peer.until = Date.now() + (type === 'gone' ? FAREWELL_MS : LEASE_MS);
    else if (type !== 'gone') ask(from);
    if (peer && type === 'change') apply(peer, event);
    if (peer && type === 'alive' && event.changes !== peer.changes) ask(from);
  }

  function beat() {
    const now = Date.now();
    // After a stall of our own, what the others said meanwhile is still to be read.
    if (now - lastBeat > 2 * BEAT_MS) for (const peer of peers.values()) peer.until = now + LEASE_MS;
    lastBeat = now;
    asked.clear();
    for (const [name, peer] of peers) if (peer.until <= now) forget(name, peer);
    sayAlive();
  }

  const timer = setInterval(beat, BEAT_MS);
  timer.unref();
  const stop = bus.subscribe('instances', hear);
  // Whoever missed something sees it by this.
  const stopGaps = bus.subscribe('gap', ({ topics }) => topics === 'all' && sayAlive());

  return {
    add(fact) {
      if (mine.has(fact)) return;
      mine.add(fact);
      say(fact);
      tell(fact, true);
    },
    remove(fact) {
      if (!mine.delete(fact)) return;
      unsay(fact, false);
      tell(fact, false);
    },
    close() {
      clearInterval(timer);
      stop();
      stopGaps();
      publish({ type: 'gone', from: me });
    },
  };
}
