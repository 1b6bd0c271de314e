import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCitationFilter } from './citations.ts';

/** What comes out of these pieces where there are two passages. */
function filtered(...pieces: string[]): string {
  const filter = createCitationFilter(2);
  return pieces.map(filter.push).join('') + filter.end();
}

const cases: [string, string, string][] = [
  ['those that name a passage', 'So it is [1]. And so [2].', 'So it is [1]. And so [2].'],
  ['none that names nothing', 'So it is [3]. And so [17]!', 'So it is. And so!'],
  ['of several those that name one', 'Both [1, 9, 2] say so [8, 9].', 'Both [1, 2] say so.'],
  ['those that follow each other', 'Both say so [1][3][2].', 'Both say so [1][2].'],
  ['inline code', 'Write `a[3]` or ``b`[4]`` [5].', 'Write `a[3]` or ``b`[4]``.'],
  ['blocks of code', '```\na[3]\n\nb[4]\n```\nSo [5].', '```\na[3]\n\nb[4]\n```\nSo.'],
  ['a lonely backtick, which opens nothing', 'It`s.\n\nSo [3].', 'It`s.\n\nSo.'],
  [
    'links and their definitions',
    '[3](https://a.example)\n[4]: https://b.example',
    '[3](https://a.example)\n[4]: https://b.example',
  ],
  ['what counts from nought', 'The first is items[0].', 'The first is items[0].'],
  ['what is no number', 'An [aside] and [x1].', 'An [aside] and [x1].'],
];

describe('citations', () => {
  it.each(cases)('leave %s', (_name, given, expected) => {
    expect(filtered(given)).toBe(expected);
  });

  it.each(cases)('leave %s, wherever the text is cut', (_name, given, expected) => {
    fc.assert(
      fc.property(fc.array(fc.nat(given.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), given.length];
        const pieces = places.slice(1).map((end, index) => given.slice(places[index], end));
        expect(filtered(...pieces)).toBe(expected);
      }),
    );
  });

  it('hold back no more than what may become one', () => {
    const filter = createCitationFilter(2);
    expect(filter.push('So it is [1')).toBe('So it is');
    expect(filter.push(']. More')).toBe(' [1]. More');
  });
});
