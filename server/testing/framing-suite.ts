import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TestApplication } from './application.ts';
import { type FramingCase, framingCases } from './framing-cases.ts';
import { seeded } from './random.ts';
import { randomWrites } from './random-frames.ts';
import { openWire, textFrame, type Wire } from './raw-wire.ts';
import type { TestUser } from './users.ts';

interface RawDialectUnderTest {
  path: (user: TestUser) => string;
  /** A text after which the socket has said something and is signed in. */
  greet: (user: TestUser) => string;
  /** A text that is always answered alike. */
  good: string;
  answer: string;
  /** Texts to be mutated; none of them may store anything. */
  texts: readonly string[];
}

/** Codes with which the server ends a socket of its own accord, and those that it repeats. */
const FATES = new Set<unknown>(['alive', 1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1011]);
const FUZZED_SOCKETS = 60;

/** What every raw dialect makes of bytes: the documented fate of each case, and of thousands of random frames. */
export function framingSuite(application: TestApplication, dialect: RawDialectUnderTest): void {
  let user: TestUser | undefined;
  const signedIn = async (): Promise<Wire> => {
    user ??= await application.user();
    const wire = await openWire(application.address, dialect.path(user));
    wire.write(textFrame(dialect.greet(user)));
    await wire.text(0);
    return wire;
  };

  /** Its close code; `alive` once the good text, sent last, is answered too. */
  async function fateOf(wire: Wire, { answers = 0, close }: FramingCase): Promise<number | 'alive'> {
    if (close !== undefined) return wire.closed();
    wire.write(textFrame(dialect.good));
    await wire.text(answers + 1);
    return 'alive';
  }

  describe('framing', () => {
    it.each(framingCases(dialect.good))('$name', async (framing) => {
      const wire = await signedIn();
      for (const chunk of framing.chunks) {
        wire.write(chunk);
        // Each arrives by itself.
        await setImmediate();
      }
      expect(await fateOf(wire, framing)).toBe(framing.close ?? 'alive');
      const said = wire.texts().slice(1);
      // An answer that was not out before a close is not sent any more.
      expect(said.length).toBeLessThanOrEqual((framing.answers ?? 0) + (framing.close ? 0 : 1));
      expect(said.every((text) => text === dialect.answer)).toBe(true);
      wire.destroy();
    });

    it('has more cases than anybody thinks of', () => {
      expect(new Set(framingCases(dialect.good).map(({ name }) => name)).size).toBeGreaterThanOrEqual(150);
    });

    it('serves others while one sends a byte at a time, and lets go of who stops within a frame', async () => {
      const [slow, quick] = [await signedIn(), await signedIn()];
      const bytes = textFrame(dialect.good);
      for (const byte of bytes.subarray(0, -1)) {
        slow.write(Buffer.from([byte]));
        quick.write(bytes);
        await quick.text(quick.texts().length);
      }
      expect(slow.texts()).toHaveLength(1);
      slow.socket.end();
      await slow.gone();
      quick.write(bytes);
      expect(await quick.text(quick.texts().length)).toBe(dialect.answer);
      quick.destroy();
    });

    it('answers a ping with its own payload', async () => {
      const wire = await signedIn();
      wire.write(Buffer.from([0x89, 0x83, 0, 0, 0, 0, 0x61, 0x62, 0x63]));
      expect(String((await wire.frame(10)).payload)).toBe('abc');
      wire.destroy();
    });
  });

  it('outlives thousands of random frames and stores none of them', async () => {
    await signedIn().then((wire) => wire.destroy());
    const before = await application.rowCounts();
    for (let seed = 1; seed <= FUZZED_SOCKETS; seed++) {
      const wire = await signedIn();
      for (const bytes of randomWrites(seeded(seed), dialect.texts, 60)) wire.write(bytes);
      wire.write(textFrame(dialect.good));
      const fate = await Promise.race([
        wire.closed(),
        wire.said(dialect.answer).then(() => 'alive' as const),
      ]);
      expect(FATES.has(fate), `seed ${seed} ended with ${fate}`).toBe(true);
      wire.destroy();
    }
    const wire = await signedIn();
    wire.write(textFrame(dialect.good));
    expect(await wire.text(1)).toBe(dialect.answer);
    wire.destroy();
    expect(await application.rowCounts()).toEqual(before);
    expect(application.faults).toEqual([]);
  });
}
