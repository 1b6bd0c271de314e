import { setTimeout as delay } from 'node:timers/promises';
import { type Client, takeSeat } from './client.ts';
import type { Seat } from './dialects.ts';
import { type Pace, pace } from './load-pace.ts';
import { type Saturation, saturate } from './load-saturation.ts';
import { answerParent } from './processes.ts';
import { percentile } from './statistics.ts';
import { Transcript, nameOf } from './transcript.ts';

/** How it went when many connected. */
export interface Arrival {
  seconds: number;
  /** Why the server did not take some in. */
  refused: string[];
}

/** What the audiences have heard, which is the same for each socket of one audience. */
export interface Heard {
  /** In all audiences. */
  listeners: number;
  /** For each audience the numbers of the messages, in the order in which it heard them; each was sent, and once. */
  messages: number[][];
  /** From the first send until everybody had heard the last. */
  seconds: number;
}

/** Milliseconds from a lone send until a listener has it. */
export interface Latency {
  p50: number;
  p99: number;
}

/** What the load generator, a process of its own, can be asked. */
export type Load = {
  /** Opens a socket for each seat, so many at a time. */
  connect(port: number, seats: Seat[], atOnce: number): Promise<Arrival>;
  /** Begins to send from the first `senders` sockets with so many unanswered at any time, until `stop`. */
  start(senders: number, inFlight: number): void;
  /** Messages acknowledged since `start`, at a time in milliseconds. */
  count(): { acknowledged: number; at: number };
  /** Resolves when the last is answered. */
  stop(): Promise<void>;
  /** Sends at a steady rate from the first `senders` sockets. */
  pace(senders: number, perSecond: number, seconds: number): Promise<Pace>;
  /** Emits one payload after the other from the first socket of a hub; answers the milliseconds of each answer. */
  request(event: string, payloads: object[]): Promise<number[]>;
  /** The sockets from one place to another become an audience, of which `heard`, `flood` and `whisper` speak. */
  listen(from: number, to: number): void;
  /** Waits until everybody has heard what was sent since the last time. */
  heard(): Promise<Heard>;
  /** Sends with so many unanswered for some seconds, and waits until everybody has heard it. */
  flood(senders: number, inFlight: number, seconds: number): Promise<Heard>;
  /** Sends one message after the other, each after everybody has heard the one before and a pause. */
  whisper(senders: number, messages: number, pauseMs: number): Promise<Latency>;
};

const PATIENCE_MS = 60_000;

const clients: Client[] = [];
const audiences: Transcript[] = [];
const listeners = () => audiences.reduce((sum, audience) => sum + audience.listeners, 0);
let saturation: Saturation | undefined;
let last = 0;
/** Messages sent since the audience was last asked. */
let sent = new Set<number>();
let firstSentAt = 0;

async function connect(port: number, seats: Seat[], atOnce: number): Promise<Arrival> {
  const began = performance.now();
  const refused: string[] = [];
  const from = clients.length;
  let next = 0;
  const open = async () => {
    for (let place = next++; place < seats.length; place = next++) {
      const seat = seats[place];
      if (!seat) return;
      try {
        clients[from + place] = await takeSeat(port, seat);
      } catch (error) {
        refused.push(String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, open));
  return { seconds: (performance.now() - began) / 1000, refused };
}

/** Sends a text of about a hundred characters, which never comes again. */
async function sendFrom(sender: number): Promise<void> {
  const client = clients[sender];
  if (!client) throw new Error(`There is no socket ${sender}`);
  const message = (last += 1);
  if (sent.size === 0) firstSentAt = performance.now();
  sent.add(message);
  await client.send(
    `${nameOf(message)}the quick brown fox jumps over the lazy dog, and nobody asks what the dog thinks`,
  );
}

/** Throws where somebody missed a message, or heard one twice or one that was not sent. */
async function heard(): Promise<Heard> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  const behind = () => audiences.find(({ messages, complete }) => messages.length < sent.size || !complete);
  for (let audience = behind(); audience; audience = behind()) {
    if (Date.now() > giveUpAt) throw new Error(`${audience.messages.length} of ${sent.size} were heard`);
    await delay(2);
  }
  const seconds = (performance.now() - firstSentAt) / 1000;
  const messages = audiences.map((audience) => [...audience.messages]);
  for (const list of messages)
    if (list.length !== sent.size || new Set(list).size !== sent.size || !list.every((one) => sent.has(one)))
      throw new Error('Something was heard twice, or never sent');
  sent = new Set();
  for (const audience of audiences) audience.clear();
  return { listeners: listeners(), messages, seconds };
}

async function whisper(senders: number, messages: number, pauseMs: number): Promise<Latency> {
  const times: number[] = [];
  for (let message = 0; message < messages; message += 1) {
    await delay(pauseMs);
    const { promise, resolve } = Promise.withResolvers<void>();
    const began = performance.now();
    let missing = listeners();
    const caughtUp = () => {
      if (missing === 0) return;
      times.push(performance.now() - began);
      missing -= 1;
      if (missing === 0) resolve();
    };
    for (const audience of audiences) audience.caughtUp = caughtUp;
    await Promise.all([sendFrom(message % senders), promise]);
  }
  for (const audience of audiences) audience.caughtUp = () => undefined;
  await heard();
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

const load: Load = {
  connect,
  start(senders, inFlight) {
    saturation = saturate(sendFrom, senders, inFlight);
  },
  count: () => ({ acknowledged: saturation?.acknowledged() ?? 0, at: performance.now() }),
  stop: async () => saturation?.stop(),
  pace: (senders, perSecond, seconds) => pace(sendFrom, senders, perSecond, seconds),
  async request(event, payloads) {
    const times: number[] = [];
    for (const payload of payloads) {
      const began = performance.now();
      await clients[0]?.request(event, payload);
      times.push(performance.now() - began);
    }
    return times;
  },
  listen(from, to) {
    const audience = new Transcript();
    for (const { wire } of clients.slice(from, to)) audience.follow(wire);
    audiences.push(audience);
  },
  heard,
  async flood(senders, inFlight, seconds) {
    const flood = saturate(sendFrom, senders, inFlight);
    await delay(seconds * 1000);
    await flood.stop();
    return heard();
  },
  whisper,
};
answerParent(load);
