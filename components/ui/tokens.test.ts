import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Colour = [red: number, green: number, blue: number, alpha: number];

/** The colours of one block of tokens.css, by role. */
function colours(block: string): Map<string, Colour> {
  const found = block.matchAll(/--color-([\w-]+):\s*#([0-9a-f]{6})([0-9a-f]{2})?;/g);
  return new Map(
    [...found].map(([, role = '', rgb = '', alpha = 'ff']) => {
      const [red = 0, green = 0, blue = 0, opacity = 0] =
        (rgb + alpha).match(/../g)?.map((hex) => parseInt(hex, 16)) ?? [];
      return [role, [red, green, blue, opacity / 255]];
    }),
  );
}

/** One colour laid over an opaque one. */
function over([red, green, blue, alpha]: Colour, ground: Colour): Colour {
  const mix = (top: number, below: number) => top * alpha + below * (1 - alpha);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2]), 1];
}

/** Relative luminance, WCAG 2.2. */
function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number) =>
    channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['background', 'surface', 'raised'];
const words = ['text', 'muted', 'accent', 'positive', 'warning', 'danger'];

/** Text that is read on a ground: [text, ground, laid between]. */
const textPairs: [string, string, string?][] = [
  ...words.flatMap((word) => [...grounds, 'accent-weak'].map((ground): [string, string] => [word, ground])),
  ...['text', 'muted', 'accent', 'danger'].flatMap((word) =>
    grounds.flatMap((ground): [string, string, string][] => [
      [word, ground, 'hover'],
      [word, ground, 'selected'],
    ]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['background', 'text'],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((tint): [string, string] => [`on-tint-${tint}`, `tint-${tint}`]),
];

/** Edges and marks that must be seen. */
const edgePairs = ['control', 'focus', 'accent', 'positive', 'danger'].flatMap((edge) =>
  [...grounds, 'accent-weak'].map((ground): [string, string] => [edge, ground]),
);

const [lightBlock = '', darkBlock = ''] = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').split(
  '.dark {',
);
const light = colours(lightBlock);
const dark = colours(darkBlock);

test('the dark theme gives every colour of the light one', () => {
  expect([...dark.keys()]).toEqual([...light.keys()]);
});

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_name, theme) => {
  const colour = (role: string): Colour => {
    const found = theme.get(role);
    if (!found) throw new Error(`No colour is called ${role}`);
    return found;
  };

  test.each(textPairs)('%s can be read on %s (%s)', (text, ground, between) => {
    const below = between ? over(colour(between), colour(ground)) : colour(ground);
    expect(contrast(colour(text), below)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edgePairs)('%s can be told from %s', (edge, ground) => {
    expect(contrast(colour(edge), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});
