import { type Socket, connect } from 'node:net';
import { CLOSE, PING, PONG, TEXT, clientFrame, frameAt } from './frames.ts';

/** All sockets of the process read into this one, one after the other: what is kept has to be copied. */
const READ = Buffer.allocUnsafe(1024 * 1024);
const NOTHING = Buffer.alloc(0);
/** Engine.IO's ping and pong; no other protocol here has such texts. */
const ENGINE_PING = '2';
const ENGINE_PONG = '3';

/** How a connection attempt or an open socket ended where it should not have. */
export class WireEnded extends Error {
  override name = 'WireEnded';
}

/**
 * As much of a WebSocket client as a load generator needs, on a bare TCP socket: on two cores a full client would take
 * the time that the servers are measured with. It answers pings by itself.
 */
export class Wire {
  /** Hears each text. */
  heard: (text: string) => void = () => undefined;
  /** Hears that it has ended. */
  ended: (error: WireEnded) => void = () => undefined;
  readonly #socket: Socket;
  #rest: Buffer = NOTHING;
  #open = false;
  #closing = false;
  /** Takes all that comes instead of `heard`. */
  #listen: ((bytes: Buffer) => void) | undefined;

  /** `opened` is called when the server has taken the upgrade. */
  constructor(port: number, path: string, opened: () => void) {
    const read = (length: number, buffer: Uint8Array) => {
      const bytes = (buffer as Buffer).subarray(0, length);
      if (this.#listen) this.#listen(bytes);
      else if (this.#open) this.#take(bytes);
      else this.#greet(bytes, opened);
      return true;
    };
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: READ, callback: read },
    });
    this.#socket.on('error', (error) => this.#end(String(error)));
    this.#socket.on('close', () => this.#end('the connection was closed'));
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
  }

  say(text: string): void {
    this.#socket.write(clientFrame(TEXT, Buffer.from(text)));
  }

  /** From now on everything that comes is handed over as it is: pings too, which are then to be answered by `pong`. */
  listen(hear: (bytes: Buffer) => void): void {
    this.#listen = hear;
    if (this.#rest.length > 0) hear(this.#rest);
    this.#rest = NOTHING;
  }

  /** Answers a ping of the server; answers whether the frame was one. */
  pong(opcode: number, payload: Buffer): boolean {
    if (opcode === PING) this.#socket.write(clientFrame(PONG, payload));
    else if (opcode === TEXT && payload.length === 1 && payload.toString('latin1') === ENGINE_PING)
      this.say(ENGINE_PONG);
    else return false;
    return true;
  }

  close(): void {
    this.#closing = true;
    this.#socket.destroy();
  }

  #greet(bytes: Buffer, opened: () => void) {
    const answer = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    const end = answer.indexOf('\r\n\r\n');
    if (end < 0) {
      this.#rest = Buffer.from(answer);
      return;
    }
    this.#rest = NOTHING;
    const status = answer.toString('latin1', 0, answer.indexOf('\r\n'));
    if (!status.includes(' 101 ')) {
      this.#end(status);
      return;
    }
    this.#open = true;
    opened();
    if (end + 4 < answer.length) this.#take(answer.subarray(end + 4));
  }

  #take(chunk: Buffer) {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) {
      const payload = bytes.subarray(frame.from, frame.to);
      at = frame.to;
      if (frame.opcode === CLOSE)
        this.#end(`closed with ${payload.length >= 2 ? payload.readUInt16BE() : 1005}`);
      else if (!this.pong(frame.opcode, payload) && frame.opcode === TEXT) this.heard(payload.toString());
    }
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : NOTHING;
  }

  #end(reason: string) {
    if (this.#closing) return;
    this.close();
    this.ended(new WireEnded(reason));
  }
}
