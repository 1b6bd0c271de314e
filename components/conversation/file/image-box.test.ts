import { expect, test } from 'vitest';
import { imageBox } from './image-box.ts';

test.each([
  ['wide', 1600, 900, { width: 360, ratio: 1600 / 900 }],
  ['high', 900, 1600, { width: 180, ratio: 900 / 1600 }],
  ['small', 100, 80, { width: 100, ratio: 1.25 }],
  ['tiny', 1, 1, { width: 48, ratio: 1 }],
  ['a stripe', 10_000, 10, { width: 360, ratio: 4 }],
  ['a tower', 10, 10_000, { width: 48, ratio: 0.4 }],
])('an image that is %s keeps its proportions within reason', (_what, width, height, box) => {
  expect(imageBox(width, height)).toEqual(box);
});
