import { type Client, takeSeat } from './client.ts';
import type { Seat } from './dialects.ts';
import { answerParent } from './processes.ts';

/** What asks the assistant and follows its answers: a process of its own. */
export type AnswersLoad = {
  /** Opens a socket for each seat. */
  connect(port: number, seats: Seat[]): Promise<void>;
  /** Asks for so many short answers, one after the other; answers the milliseconds until the first word of each. */
  firstWords(count: number): Promise<number[]>;
  /** The same of the model itself, without a server between. */
  firstWordsOf(modelUrl: string, count: number): Promise<number[]>;
  /**
   * Has an answer of so many words streamed in every conversation; resolves when every socket has heard its own to the
   * end, word for word. Answers how many words were heard over all sockets.
   */
  follow(words: number): Promise<number>;
};

const TEXT = '42/hub,["run.text",';
const RUN = '42/hub,["run",';
const MORE = { role: 'user', content: 'hello' };

/** A socket, and what it hears of the answer that is being written in its conversation. */
class Follower {
  readonly client: Client;
  text = '';
  /** Called with each piece, and at the end. */
  heard: () => void = () => undefined;
  ended = false;

  constructor(client: Client) {
    this.client = client;
    const { heard } = client.wire;
    client.wire.heard = (frame) => {
      if (frame.startsWith(TEXT)) this.#piece(frame);
      else if (frame.startsWith(RUN)) this.#run(frame);
      else heard(frame);
    };
  }

  begin() {
    this.text = '';
    this.ended = false;
  }

  #piece(frame: string) {
    const [, { offset, text }] = JSON.parse(frame.slice(frame.indexOf('['))) as [
      string,
      { offset: number; text: string },
    ];
    this.text = this.text.slice(0, offset) + text;
    this.heard();
  }

  #run(frame: string) {
    if (!/"state":"(COMPLETED|FAILED|STOPPED|INTERRUPTED)"/.test(frame)) return;
    this.ended = true;
    this.heard();
  }

  /** Resolves when `what` holds. */
  when(what: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.heard = () => {
        if (what()) resolve();
      };
    });
  }

  ask(content: string): Promise<void> {
    const { conversationId } = this.client.seat;
    return this.client.request('message.send', { conversationId, content, clientId: crypto.randomUUID() });
  }
}

const followers: Follower[] = [];

/** One socket of each conversation. */
const askers = () => [
  ...new Map(followers.map((one) => [one.client.seat.conversationId, one] as const)).values(),
];

const load: AnswersLoad = {
  async connect(port, seats) {
    for (const seat of seats) followers.push(new Follower(await takeSeat(port, seat)));
  },
  async firstWords(count) {
    const times: number[] = [];
    const [asker] = askers();
    if (!asker) throw new Error('Nobody is connected');
    for (let question = 0; question < count; question += 1) {
      asker.begin();
      const began = performance.now();
      const first = asker.when(() => asker.text !== '');
      await asker.ask(MORE.content);
      await first;
      times.push(performance.now() - began);
      if (!asker.ended) await asker.when(() => asker.ended);
    }
    return times;
  },
  async firstWordsOf(modelUrl, count) {
    const times: number[] = [];
    for (let question = 0; question < count; question += 1) {
      const began = performance.now();
      const response = await fetch(`${modelUrl}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'fake-model', stream: true, messages: [MORE] }),
      });
      let heard = '';
      let at = 0;
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        heard += piece;
        if (at === 0 && heard.includes(`"content":"${MORE.content}"`)) at = performance.now();
      }
      times.push(at - began);
    }
    return times;
  },
  async follow(words) {
    const whole = Array.from({ length: words }, (_, index) => `word${index + 1} `).join('');
    for (const follower of followers) follower.begin();
    const ends = followers.map((follower) => follower.when(() => follower.ended));
    await Promise.all(askers().map((asker) => asker.ask(`!steady ${words}`)));
    await Promise.all(ends);
    for (const { text } of followers)
      if (text !== whole) throw new Error(`An answer was heard otherwise: ${text.slice(0, 200)}`);
    return followers.length * words;
  },
};
answerParent(load);
