/** WebSocket frames as a load generator meets them: what it sends is masked, what it hears is not. */

export const TEXT = 1;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

const FINAL = 0x80;
const MASKED = 0x80;
/** A mask of zeros leaves the payload as it is. */
const MASK_BYTES = 4;

/** A frame from a client to the server. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length > 0xffff) throw new Error('No frame of a client is that long');
  const head = length < 126 ? 2 : 4;
  const frame = Buffer.alloc(head + MASK_BYTES + length);
  frame[0] = FINAL | opcode;
  if (length < 126) frame[1] = MASKED | length;
  else {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  }
  payload.copy(frame, head + MASK_BYTES);
  return frame;
}

/** Where a frame of the server's lies in the bytes that came. */
export interface Found {
  opcode: number;
  /** First byte of the payload, and the first one behind it. */
  from: number;
  to: number;
}

/** The frame that begins at `at`; undefined where it has not come whole. */
export function frameAt(bytes: Buffer, at: number): Found | undefined {
  if (at + 2 > bytes.length) return undefined;
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  const from = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (from > bytes.length) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  const to = from + length;
  return to > bytes.length ? undefined : { opcode: (bytes[at] ?? 0) & 0x0f, from, to };
}
