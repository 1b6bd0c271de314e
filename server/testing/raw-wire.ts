import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { within } from './until.ts';

interface FrameParts {
  opcode: number;
  payload?: Buffer | string;
  /** Default: it is the last of its message. */
  final?: boolean;
  /** The three reserved bits, as one number from 0 to 7. */
  reserved?: number;
  masked?: boolean;
  /** Bytes of the length: as few as it takes, unless given. */
  lengthBytes?: 1 | 2 | 8;
  /** The length that the header tells, where it is not the payload's. */
  told?: bigint;
}

/** One WebSocket frame as a client writes it, right or wrong. */
export function wireFrame({
  opcode,
  final = true,
  reserved = 0,
  masked = true,
  ...rest
}: FrameParts): Buffer {
  const payload = Buffer.from(rest.payload ?? '');
  const told = rest.told ?? BigInt(payload.length);
  const bytes = rest.lengthBytes ?? (told < 126n ? 1 : told < 65_536n ? 2 : 8);
  const first = (final ? 0x80 : 0) | (reserved << 4) | opcode;
  const short = bytes === 1 ? Number(told) : bytes === 2 ? 126 : 127;
  const length = Buffer.alloc(bytes === 1 ? 0 : bytes);
  if (bytes === 2) length.writeUInt16BE(Number(told));
  if (bytes === 8) length.writeBigUInt64BE(told);
  const header = Buffer.concat([Buffer.from([first, (masked ? 0x80 : 0) | short]), length]);
  if (!masked) return Buffer.concat([header, payload]);
  const mask = randomBytes(4);
  const hidden = payload.map((byte, place) => byte ^ (mask[place % 4] ?? 0));
  return Buffer.concat([header, mask, hidden]);
}

export const textFrame = (text: string): Buffer => wireFrame({ opcode: 1, payload: text });

/** What the server wrote, taken apart. */
interface Heard {
  opcode: number;
  payload: Buffer;
}

function* parse(bytes: Buffer): Generator<Heard> {
  for (let at = 0; at + 2 <= bytes.length;) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const header = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (at + header > bytes.length) return;
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short;
    if (at + header + length > bytes.length) return;
    yield {
      opcode: (bytes[at] ?? 0) & 0x0f,
      payload: bytes.subarray(at + header, at + header + length),
    };
    at += header + length;
  }
}

export type Wire = Awaited<ReturnType<typeof openWire>>;

/** A TCP socket on which `path` of the server was upgraded: bytes out, frames in. */
export async function openWire(address: string, path: string) {
  const { hostname, port, host } = new URL(address);
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay();
  let bytes: Buffer = Buffer.alloc(0);
  let gone = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  });
  // A close follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    gone = true;
    wake();
  });

  /** Resolves with the first answer that `look` gives, asked whenever something came. */
  function when<T>(look: () => T | undefined, what: string): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const again = () => {
      const answer = look();
      if (answer === undefined) return;
      waiting.delete(again);
      resolve(answer);
    };
    waiting.add(again);
    again();
    return within(promise, () => `${what} on the wire; ${bytes.length} bytes: ${bytes.subarray(0, 200)}`);
  }

  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  const head = await when(() => {
    const end = bytes.indexOf('\r\n\r\n');
    return end < 0 ? (gone ? -1 : undefined) : end;
  }, 'the answer to the upgrade');
  const status = Number(bytes.subarray(9, 12));
  bytes = bytes.subarray(head + 4);

  const frames = () => [...parse(bytes)];
  const texts = () => frames().flatMap(({ opcode, payload }) => (opcode === 1 ? [String(payload)] : []));
  const closeCode = () => {
    const close = frames().find(({ opcode }) => opcode === 8);
    return close && (close.payload.length < 2 ? 1005 : close.payload.readUInt16BE());
  };

  return {
    socket,
    status,
    texts,
    frames,
    write: (data: Buffer) => void socket.write(data),
    /** The text at that place, counted from 0; or how the socket ended before. */
    text: (place: number): Promise<string> =>
      when(() => texts()[place] ?? (gone ? `closed ${closeCode()}` : undefined), `text ${place}`),
    /** Resolves when that text has come. */
    said: (text: string): Promise<true> => when(() => texts().includes(text) || undefined, text),
    /** Resolves with the first frame of that opcode. */
    frame: (opcode: number): Promise<Heard> =>
      when(() => frames().find((frame) => frame.opcode === opcode), `a frame ${opcode}`),
    /** The code of the server's close; 1006 where the socket ended without one. */
    closed: (): Promise<number> => when(() => closeCode() ?? (gone ? 1006 : undefined), 'a close'),
    /** Resolves when the server has let go of the socket. */
    gone: (): Promise<true> => when(() => (gone ? true : undefined), 'the end of the socket'),
    destroy: () => void socket.destroy(),
  };
}
