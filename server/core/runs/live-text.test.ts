import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import { appendText } from '#server/protocol/runs.ts';
import { createLiveText } from './live-text.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scene(begun = '') {
  const told: { offset: number; text: string }[] = [];
  const live = createLiveText(
    begun,
    (offset, text) => void told.push({ offset, text }),
    () => 40,
  );
  const heard = () => told.reduce<string | undefined>((text, piece) => appendText(text ?? '', piece), begun);
  return { live, told, heard };
}

describe('the text of a run', () => {
  it('is told at once, and what follows soon after together', () => {
    const { live, told, heard } = scene();
    for (const piece of ['One ', 'two ', 'three ']) live.append(piece);
    expect(told).toEqual([{ offset: 0, text: 'One ' }]);
    vi.advanceTimersByTime(40);
    expect(told).toEqual([
      { offset: 0, text: 'One ' },
      { offset: 4, text: 'two three ' },
    ]);
    vi.advanceTimersByTime(1_000);
    live.append('four');
    expect(told).toHaveLength(3);
    live.flush();
    expect(heard()).toBe('One two three four');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on after what it began with', () => {
    const { live, told } = scene('It is');
    live.append(' so');
    expect(told).toEqual([{ offset: 5, text: ' so' }]);
    expect(live.text).toBe('It is so');
  });

  it('is never cut within a character, and holds nothing that Postgres does not store', () => {
    const { live, told } = scene();
    live.append('\ud83d');
    expect(told).toEqual([]);
    live.append('\udc4d a\0b \udc4d!');
    expect(live.text).toBe('👍 ab \ufffd!');
  });

  it('ends where it is too long', () => {
    const { live, heard } = scene('x'.repeat(limits.answer - 3));
    expect(() => live.append('ab👍')).toThrow('The answer became too long');
    live.flush();
    expect(live.text).toBe(`${'x'.repeat(limits.answer - 3)}ab`);
    expect(heard()).toBe(live.text);
  });
});
