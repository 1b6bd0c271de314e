import { expect, test } from 'vitest';
import { fileSize } from './file-size.ts';

test.each([
  [0, '0 B'],
  [812, '812 B'],
  [1024, '1 KB'],
  [49_152, '48 KB'],
  [2_516_582, '2.4 MB'],
  [52_428_800, '50 MB'],
  [1_073_741_824, '1 GB'],
  [2 ** 60, '1,048,576 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});
