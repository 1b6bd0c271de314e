import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { framesOf } from './frames.ts';
import { flushLater } from './flush.ts';

/** What a client may leave unread for so long, and what it may never: it catches up when it connects again. */
const UNREAD_BYTES = 4 * 1024 * 1024;
const UNREAD_MS = 2_000;
const UNREAD_MOST = 16 * UNREAD_BYTES;
/** Frames of one socket that may wait to be handled; beyond them it is not read. */
const WAITING = 64;

/** One raw WebSocket, as a dialect sees it. */
export interface RawSocket {
  send(text: string): void;
  /** Writes frames that were made once for many sockets (`framesOf`). */
  write(frames: Buffer): void;
  /** Closes cleanly once what was sent is out. Nothing that comes in after it is handled. */
  close(code: number, reason?: string): void;
  /** Takes no more frames, and closes once those that came are answered. */
  finish(code: number): Promise<void>;
  readonly open: boolean;
}

/** What a dialect does with a socket. */
export interface RawHandlers {
  /** Handles one text frame; the next one waits until this is done. What it throws is a fault that ends the socket. */
  message(text: string): void | Promise<void>;
  /** The socket is gone, and every frame that came before has been handled. */
  closed(): void;
}

/** Carries one WebSocket between the wire and its dialect. A class, so that an idle socket costs little memory. */
export class RawConnection implements RawSocket {
  readonly #ws: WebSocket;
  readonly #stream: Duplex;
  readonly #failed: (error: unknown) => void;
  readonly #waiting: string[] = [];
  #handlers: RawHandlers | undefined;
  #working = false;
  #ended = false;
  #finishing = false;
  #worked: Promise<void> | undefined;
  /** When what is unread came to be too much. */
  #behindSince = 0;

  /** `stream` is what the WebSocket runs on; `failed` hears of faults of its dialect. */
  constructor(ws: WebSocket, stream: Duplex, failed: (error: unknown) => void) {
    this.#ws = ws;
    this.#stream = stream;
    this.#failed = failed;
  }

  get open(): boolean {
    return this.#ws.readyState === WebSocket.OPEN;
  }

  send(text: string): void {
    this.write(framesOf([text]));
  }

  write(frames: Buffer): void {
    if (!this.open) return;
    if (this.#isDeaf()) {
      this.#ws.terminate();
      return;
    }
    flushLater(this.#stream);
    this.#stream.write(frames);
  }

  /** A burst alone is no reason to cut a client off: it gets time to read. */
  #isDeaf(): boolean {
    const unread = this.#stream.writableLength;
    if (unread <= UNREAD_BYTES) {
      this.#behindSince = 0;
      return false;
    }
    this.#behindSince ||= Date.now();
    return unread > UNREAD_MOST || Date.now() - this.#behindSince > UNREAD_MS;
  }

  close(code: number, reason?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#waiting.length = 0;
    this.#ws.close(code, reason);
    // The client's answer has to be read.
    this.#ws.resume();
  }

  async finish(code: number): Promise<void> {
    this.#finishing = true;
    await this.#worked;
    this.close(code);
  }

  /** Begins to hand frames to the dialect. */
  serve(handlers: RawHandlers): void {
    this.#handlers = handlers;
    this.#ws.on('message', (data, binary) => this.#take(String(data), binary));
    this.#ws.on('close', () => {
      if (!this.#working) handlers.closed();
    });
  }

  #take(text: string, binary: boolean) {
    if (this.#ended || this.#finishing) return;
    if (binary) {
      this.close(1003, 'Send text');
      return;
    }
    this.#waiting.push(text);
    if (this.#waiting.length > WAITING) this.#ws.pause();
    if (!this.#working) this.#worked = this.#work();
  }

  async #work() {
    this.#working = true;
    for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
      try {
        await this.#handlers?.message(text);
      } catch (error) {
        this.#failed(error);
        this.close(1011);
      }
      if (this.#ws.isPaused && this.#waiting.length <= WAITING / 2) this.#ws.resume();
    }
    this.#working = false;
    if (this.#ws.readyState === WebSocket.CLOSED) this.#handlers?.closed();
  }
}
