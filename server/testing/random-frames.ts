import { wireFrame } from './raw-wire.ts';

const VALUES = ['null', '[]', '{}', '-1', '1e999', '""', '"\\u0000"', '"\\ud800"', 'true', '"__proto__"'];

/** A text with something exchanged, cut, doubled or put in. */
function mutate(random: () => number, text: string): string {
  const at = Math.floor(random() * text.length);
  const value = VALUES[Math.floor(random() * VALUES.length)] ?? '';
  const kind = random();
  if (kind < 0.2) return text;
  if (kind < 0.4) return text.slice(0, at);
  if (kind < 0.6) return text.slice(0, at) + value + text.slice(at);
  if (kind < 0.8) return text.replace(/:("[^"]*"|\d+)/, () => `:${value}`);
  if (kind < 0.9) return text.repeat(1 + Math.floor(random() * 20));
  return text.slice(0, at) + String.fromCodePoint(Math.floor(random() * 0xd000)) + text.slice(at + 1);
}

const bytesOf = (random: () => number, length: number) =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

function randomFrame(random: () => number, texts: readonly string[]): Buffer {
  const text = texts[Math.floor(random() * texts.length)] ?? '';
  const kind = random();
  if (kind < 0.8) return wireFrame({ opcode: 1, payload: mutate(random, text) });
  if (kind < 0.86) {
    const half = Math.floor(text.length / 2);
    return Buffer.concat([
      wireFrame({ opcode: 1, final: false, payload: text.slice(0, half) }),
      wireFrame({ opcode: 0, payload: text.slice(half) }),
    ]);
  }
  if (kind < 0.92) return wireFrame({ opcode: 9 + Math.floor(random() * 2), payload: bytesOf(random, 20) });
  if (kind < 0.985) return wireFrame({ opcode: 1, payload: JSON.stringify(String(bytesOf(random, 300))) });
  if (kind < 0.99) return bytesOf(random, 1 + Math.floor(random() * 100));
  return wireFrame({
    opcode: Math.floor(random() * 16),
    reserved: Math.floor(random() * 2),
    final: random() < 0.8,
    masked: random() < 0.9,
    payload: bytesOf(random, Math.floor(random() * 200)),
  });
}

/** `count` frames, most of them whole, written in pieces that do not keep to them. */
export function* randomWrites(
  random: () => number,
  texts: readonly string[],
  count: number,
): Generator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let i = 0; i < count; i++) {
    rest = Buffer.concat([rest, randomFrame(random, texts)]);
    const size = Math.floor(random() * rest.length * 1.5);
    yield rest.subarray(0, size);
    rest = rest.subarray(size);
  }
  yield rest;
}
