import { limits } from '#server/protocol/limits.ts';
import { textFrame, wireFrame } from './raw-wire.ts';

/** Bytes, and what becomes of a socket that is written them. */
export interface FramingCase {
  name: string;
  /** One write each. */
  chunks: Buffer[];
  /** How many times the dialect answers the good text, before the close if there is one. */
  answers?: number;
  /** The server's close code; without one the socket lives. */
  close?: number;
}

const CLOSE = 8;
const PING = 9;
const PONG = 10;
const named = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' } as const;
const opcodes = [0, 1, 2, CLOSE, PING, PONG] as const;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A message in `count` frames of about one size. */
function fragments(payload: Buffer, count: number, between: Buffer[] = []): Buffer[] {
  const size = Math.ceil(payload.length / count);
  return range(0, count - 1).flatMap((place) => [
    wireFrame({
      opcode: place === 0 ? 1 : 0,
      final: place === count - 1,
      payload: payload.subarray(place * size, (place + 1) * size),
    }),
    ...(place < count - 1 ? between : []),
  ]);
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return range(0, Math.ceil(bytes.length / size) - 1).map((i) => bytes.subarray(i * size, (i + 1) * size));
}

const closeFrame = (code: number, reason: Buffer | string = '') => {
  const payload = Buffer.concat([Buffer.alloc(2), Buffer.from(reason)]);
  payload.writeUInt16BE(code);
  return wireFrame({ opcode: CLOSE, payload });
};

/** RFC 3629: sequences that are no UTF-8. */
const brokenText: Record<string, number[]> = {
  'a lone continuation byte': [0x80],
  'the last continuation byte': [0xbf],
  'two lone continuation bytes': [0x80, 0xbf],
  'a lone start of two': [0xc3],
  'a start of two and a letter': [0xc3, 0x28],
  'overlong NUL in two': [0xc0, 0x80],
  'overlong slash in two': [0xc0, 0xaf],
  'overlong DEL in two': [0xc1, 0xbf],
  'a lone start of three': [0xe2, 0x82],
  'a start of three and a letter': [0xe2, 0x28, 0xa1],
  'overlong slash in three': [0xe0, 0x80, 0xaf],
  'overlong U+07FF in three': [0xe0, 0x9f, 0xbf],
  'the first surrogate': [0xed, 0xa0, 0x80],
  'the last surrogate': [0xed, 0xbf, 0xbf],
  'a surrogate pair': [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  'a lone start of four': [0xf0, 0x9f, 0x91],
  'a start of four and a letter': [0xf0, 0x28, 0x8c, 0xbc],
  'overlong slash in four': [0xf0, 0x80, 0x80, 0xaf],
  'overlong U+FFFF in four': [0xf0, 0x8f, 0xbf, 0xbf],
  'beyond U+10FFFF': [0xf4, 0x90, 0x80, 0x80],
  'a start byte F5': [0xf5, 0x80, 0x80, 0x80],
  'five bytes': [0xf8, 0x88, 0x80, 0x80, 0x80],
  'six bytes': [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
  FE: [0xfe],
  FF: [0xff],
  'UTF-16 with a mark': [0xff, 0xfe, 0x7b, 0x00],
};

/** Every way to frame, right and wrong, around a text that the dialect answers. */
export function framingCases(good: string): FramingCase[] {
  const payload = Buffer.from(good);
  const frame = textFrame(good);
  const padded = (length: number) => Buffer.from(good + ' '.repeat(length - payload.length));
  const over = limits.frameBytes + 1;
  const cases: FramingCase[] = [];
  const add = (name: string, chunks: Buffer[], fate: Pick<FramingCase, 'answers' | 'close'>) =>
    cases.push({ name, chunks, ...fate });

  for (const opcode of opcodes)
    for (const reserved of range(1, 7))
      add(`reserved bits ${reserved} on ${named[opcode]}`, [wireFrame({ opcode, reserved })], {
        close: 1002,
      });
  for (const opcode of [...range(3, 7), ...range(11, 15)])
    for (const final of [true, false])
      add(`reserved opcode ${opcode}, final ${final}`, [wireFrame({ opcode, final })], { close: 1002 });
  for (const opcode of opcodes)
    add(`unmasked ${named[opcode]}`, [wireFrame({ opcode, masked: false })], { close: 1002 });

  for (const opcode of [CLOSE, PING, PONG] as const) {
    add(`fragmented ${named[opcode]}`, [wireFrame({ opcode, final: false })], { close: 1002 });
    add(`${named[opcode]} of 126 bytes`, [wireFrame({ opcode, payload: Buffer.alloc(126) })], {
      close: 1002,
    });
    add(`${named[opcode]} that tells 2^32 bytes`, [wireFrame({ opcode, told: 2n ** 32n })], { close: 1002 });
  }
  for (const opcode of [PING, PONG] as const)
    for (const length of [0, 1, 125])
      add(
        `${named[opcode]} of ${length} bytes`,
        [wireFrame({ opcode, payload: Buffer.alloc(length, 'x') })],
        {},
      );

  for (const final of [true, false])
    add(`a continuation of nothing, final ${final}`, [wireFrame({ opcode: 0, final })], { close: 1002 });
  for (const opcode of [1, 2] as const)
    add(
      `${named[opcode]} within a message`,
      [wireFrame({ opcode: 1, final: false, payload: '{' }), wireFrame({ opcode })],
      { close: 1002 },
    );
  for (const count of range(2, 10)) add(`${count} fragments`, fragments(payload, count), { answers: 1 });
  for (const count of [2, 5, payload.length])
    add(
      `${count} fragments with pings between`,
      fragments(payload, count, [wireFrame({ opcode: PING, payload: 'between' })]),
      { answers: 1 },
    );
  for (const count of [1, 10, 100])
    add(
      `${count} empty fragments first`,
      [
        wireFrame({ opcode: 1, final: false }),
        ...range(2, count).map(() => wireFrame({ opcode: 0, final: false })),
        wireFrame({ opcode: 0, payload }),
      ],
      { answers: 1 },
    );
  add('a close within a message', [wireFrame({ opcode: 1, final: false, payload: '{' }), closeFrame(1000)], {
    close: 1000,
  });

  for (const [name, bytes] of Object.entries(brokenText)) {
    const text = Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')]);
    add(`UTF-8: ${name}`, [wireFrame({ opcode: 1, payload: text })], { close: 1007 });
    add(`UTF-8 in fragments: ${name}`, fragments(text, 3), { close: 1007 });
    add(`UTF-8 in a close: ${name}`, [closeFrame(1000, Buffer.from(bytes))], { close: 1007 });
  }

  for (const code of [
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ])
    add(`close ${code}`, [closeFrame(code)], { close: code });
  for (const code of [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 65_535])
    add(`close ${code}, which may not be sent`, [closeFrame(code)], { close: 1002 });
  add('close without a code', [wireFrame({ opcode: CLOSE })], { close: 1005 });
  add('close of one byte', [wireFrame({ opcode: CLOSE, payload: 'x' })], { close: 1002 });
  add('close with a long reason', [closeFrame(1000, 'é'.repeat(61))], { close: 1000 });
  add('frames after a close', [Buffer.concat([closeFrame(1000), frame, frame])], { close: 1000 });

  add('the longest message', [wireFrame({ opcode: 1, payload: padded(limits.frameBytes) })], { answers: 1 });
  add('a byte too many', [wireFrame({ opcode: 1, payload: padded(over) })], { close: 1009 });
  add('a byte too many in fragments', fragments(padded(over), 4), { close: 1009 });
  add('a binary byte too many', [wireFrame({ opcode: 2, payload: Buffer.alloc(over) })], { close: 1009 });
  for (const told of [BigInt(over), 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n])
    add(`a header that tells ${told} bytes`, [wireFrame({ opcode: 1, told })], { close: 1009 });
  for (const lengthBytes of [2, 8] as const)
    add(`a length in ${lengthBytes} bytes`, [wireFrame({ opcode: 1, payload, lengthBytes })], { answers: 1 });

  add('binary', [wireFrame({ opcode: 2, payload })], { close: 1003 });
  add('empty binary', [wireFrame({ opcode: 2 })], { close: 1003 });
  add('binary in fragments', [wireFrame({ opcode: 2, final: false, payload }), wireFrame({ opcode: 0 })], {
    close: 1003,
  });

  for (const size of [1, 2, 3, 5, 7, 13]) add(`${size} bytes at a time`, cut(frame, size), { answers: 1 });
  for (const at of range(1, 6))
    add(`cut after byte ${at}`, [frame.subarray(0, at), frame.subarray(at)], { answers: 1 });
  for (const count of [2, 10, 200])
    add(`${count} in one write`, [Buffer.concat(range(1, count).map(() => frame))], { answers: count });
  add('good, then broken', [Buffer.concat([frame, wireFrame({ opcode: 3 })])], { answers: 1, close: 1002 });
  return cases;
}
