import { expect, it } from 'vitest';
import { createOvertaken } from './overtaken.ts';

it('knows what comes again, or after a later change of the same conversation', () => {
  const overtaken = createOvertaken();
  const versions = [3, 2, 3, 5, 4, 6];
  expect(versions.filter((version) => !overtaken(1, version))).toEqual([3, 5, 6]);
  expect(overtaken(2, 1)).toBe(false);
});

it('forgets the conversation told longest ago when there are too many', () => {
  const overtaken = createOvertaken(2);
  const told: [id: number, version: number][] = [
    [1, 7],
    [2, 5],
    [1, 8],
    [3, 5],
  ];
  for (const [id, version] of told) overtaken(id, version);
  expect(overtaken(1, 8)).toBe(true);
  expect(overtaken(3, 5)).toBe(true);
  expect(overtaken(2, 5)).toBe(false);
});
