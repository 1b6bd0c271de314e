import { TEXT, frameAt } from './frames.ts';
import type { Wire } from './wire.ts';

const FIRST_BYTES = 1024 * 1024;
/** Every message of the load names itself in its content, and nowhere else in this form. */
const NAME = /bench-(\d+): /g;
export const nameOf = (message: number) => `bench-${message}: `;
const messagesIn = (payload: Buffer) =>
  [...payload.toString().matchAll(NAME)].map(([, message]) => Number(message));

/** One socket of an audience, and how much of the transcript it has heard. */
class Listener {
  at = 0;
  /** What came and is not a whole frame yet. */
  rest: Buffer | undefined;
}

/**
 * The messages that all sockets of a room must hear, kept once: whoever is first writes them, for all others a look at
 * memory shows that they got the very same bytes, nothing left out, nothing twice, in the same order. Frames without a
 * message, such as pings and presence, may differ.
 */
export class Transcript {
  /** Called when a socket has heard something new, and everything so far. */
  caughtUp: () => void = () => undefined;
  readonly #listeners: Listener[] = [];
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  /** Where its frames begin. */
  #starts: number[] = [];
  #messages: number[] = [];

  /** The messages that it holds, in the order in which they were heard. */
  get messages(): readonly number[] {
    return this.#messages;
  }

  /** Whether every socket has heard all of it. */
  get complete(): boolean {
    return this.#listeners.every(({ at, rest }) => at === this.#length && !rest);
  }

  get listeners(): number {
    return this.#listeners.length;
  }

  /** Begins anew. */
  clear(): void {
    if (!this.complete) throw new Error('A socket has not heard everything');
    this.#length = 0;
    this.#starts = [];
    this.#messages = [];
    for (const listener of this.#listeners) listener.at = 0;
  }

  /** The socket listens from now on. */
  follow(wire: Wire): void {
    const listener = new Listener();
    this.#listeners.push(listener);
    wire.listen((bytes) => this.#hear(listener, wire, bytes));
  }

  #hear(listener: Listener, wire: Wire, chunk: Buffer) {
    let bytes = listener.rest ? Buffer.concat([listener.rest, chunk]) : chunk;
    const before = listener.at;
    listener.rest = undefined;
    while (bytes.length > 0) {
      const same = this.#common(bytes, listener.at);
      listener.at += same;
      if (same === bytes.length) break;
      // Where the two part: back to the beginning of the frame, and take it as a whole.
      const start = this.#startOf(listener.at);
      const whole = Buffer.concat([this.#bytes.subarray(start, listener.at), bytes.subarray(same)]);
      listener.at = start;
      const frame = frameAt(whole, 0);
      if (!frame) {
        listener.rest = whole;
        break;
      }
      bytes = whole.subarray(frame.to);
      const payload = whole.subarray(frame.from, frame.to);
      if (wire.pong(frame.opcode, payload)) continue;
      const messages = messagesIn(payload);
      if (frame.opcode === TEXT && messages.length === 0) continue;
      if (frame.opcode !== TEXT || start < this.#length)
        throw new Error(`A socket heard what the others did not: ${payload.toString('utf8', 0, 200)}`);
      this.#append(whole.subarray(0, frame.to), messages);
      listener.at = this.#length;
    }
    if (listener.at > before && listener.at === this.#length) this.caughtUp();
  }

  /** How many of the bytes are those of the transcript from `at` on. */
  #common(bytes: Buffer, at: number): number {
    const known = Math.min(bytes.length, this.#length - at);
    if (known === 0 || this.#bytes.compare(bytes, 0, known, at, at + known) === 0) return known;
    let same = 0;
    while (this.#bytes[at + same] === bytes[same]) same += 1;
    return same;
  }

  /** Where the frame begins that reaches beyond `at`; `at` itself where one begins or the transcript ends there. */
  #startOf(at: number): number {
    if (at === this.#length) return at;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return this.#starts[low] ?? 0;
  }

  #append(frame: Buffer, messages: readonly number[]) {
    if (this.#length + frame.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.#bytes.length + frame.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    frame.copy(this.#bytes, this.#length);
    this.#starts.push(this.#length);
    this.#length += frame.length;
    this.#messages.push(...messages);
  }
}
