import { describe, expect, it } from 'vitest';
import { markedExcerpt } from './marked-excerpt.ts';

/** The excerpt with its hits in brackets. */
const shown = (text: string, question: string) =>
  markedExcerpt(text, question)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

describe('an excerpt', () => {
  it('marks whole words, and of the last one what begins so', () => {
    expect(shown('Refund the refunds, refunding me', 'the refund')).toBe(
      '[Refund] [the] [refunds], [refunding] me',
    );
    expect(shown('Refund the refunds', 'refund the')).toBe('[Refund] [the] refunds');
  });

  it('takes addresses and names with hyphens apart, as the search does', () => {
    expect(shown('Write to ada@example.com', 'ada@example.com')).toBe('Write to [ada]@[example].[com]');
    expect(shown('It is ÄRGER-lich', 'ärger-l')).toBe('It is [ÄRGER]-[lich]');
  });

  it('shows one line around the first hit', () => {
    const text = `${'before '.repeat(40)}\n\n needle ${'after '.repeat(60)}`;
    const excerpt = shown(text, 'needle');
    expect(excerpt).toMatch(/^…before (?:before )*\[needle\] after (?:after )*after…$/);
    expect(excerpt.length).toBeLessThan(180);
  });

  it('shows the beginning where nothing is found, and the hit of a text without blanks', () => {
    expect(shown('Something else', 'needle')).toBe('Something else');
    expect(shown(`${'-'.repeat(300)}needle${'-'.repeat(300)}`, 'needle')).toMatch(/^…\[needle\]-+…$/);
  });

  it('is text, whatever it looks like, and well-formed', () => {
    expect(markedExcerpt('<b>needle</b>', 'needle')).toEqual([
      { text: '<b>', hit: false },
      { text: 'needle', hit: true },
      { text: '</b>', hit: false },
    ]);
    const cut = markedExcerpt(`needle${'x'.repeat(153)}${'😀'.repeat(9)}`, 'needle');
    expect(cut.every(({ text }) => text.isWellFormed())).toBe(true);
  });
});
