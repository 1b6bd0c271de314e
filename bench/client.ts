import { type Answer, type BenchDialect, type Seat, dialects } from './dialects.ts';
import { Wire } from './wire.ts';

/** How long a client waits to be in. */
const PATIENCE_MS = 90_000;

interface Waiting {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** A client that is signed in and in its room. */
export class Client {
  readonly seat: Seat;
  readonly wire: Wire;
  readonly #dialect: BenchDialect;
  /** Sends without an answer, in their order. */
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(seat: Seat, wire: Wire) {
    this.seat = seat;
    this.wire = wire;
    this.#dialect = dialects[seat.dialect];
    wire.heard = (text) => {
      const answer = this.#dialect.answerIn(text);
      if (answer) this.#settle(answer);
    };
    wire.ended = (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
    };
  }

  /** Resolves when the server says that it has stored the message. */
  send(content: string): Promise<void> {
    const id = (this.#last += 1);
    const text = this.#dialect.send?.(this.seat, id, content);
    if (text === undefined) throw new Error(`There are no sends in ${this.seat.dialect}`);
    return this.#ask(id, text);
  }

  /** Emits any event of the hub; resolves with its answer. */
  request(event: string, payload: unknown): Promise<void> {
    const id = (this.#last += 1);
    return this.#ask(id, `42/hub,${id}${JSON.stringify([event, payload])}`);
  }

  #ask(id: number, text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.wire.say(text);
    });
  }

  #settle({ id = this.#oldest(), ok }: Answer) {
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (ok) asked?.resolve();
    else asked?.reject(new Error(`${this.seat.dialect}: the server refused a message`));
  }

  #oldest(): number {
    const [first] = this.#waiting.keys();
    return first ?? 0;
  }
}

/** Connects, signs in and joins; rejects where the server refuses, closes or says nothing. */
export function takeSeat(port: number, seat: Seat): Promise<Client> {
  const dialect = dialects[seat.dialect];
  const steps = dialect.steps(seat);
  return new Promise((resolve, reject) => {
    let next = 0;
    const timer = setTimeout(() => fail(new Error('not in yet')), PATIENCE_MS);
    function fail(error: Error) {
      clearTimeout(timer);
      wire.close();
      reject(new Error(`${seat.dialect}: ${error.message}`));
    }
    function proceed() {
      const step = steps[next];
      if (step?.say !== undefined) wire.say(step.say);
      if (step) return;
      clearTimeout(timer);
      resolve(new Client(seat, wire));
    }
    const wire = new Wire(port, dialect.path(seat), proceed);
    wire.ended = fail;
    wire.heard = (text) => {
      const step = steps[next];
      if (step && text.startsWith(step.until)) {
        next += 1;
        proceed();
      } else if (dialect.refusal.test(text)) fail(new Error(text));
    };
  });
}
