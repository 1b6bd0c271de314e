import { expect, test } from 'vitest';
import { fits } from './name-search.ts';

test.each([
  ['Grace Hopper', 'gra'],
  ['Grace Hopper', 'hop gr'],
  ['Grace Hopper', '  '],
  ['Émilie du Châtelet', 'emilie chat'],
  ['grace.hopper', 'hopper'],
  ['Team “Compilers”', 'comp'],
  ['Ольга Ладыженская', 'лад'],
])('%j is found by %j', (text, query) => {
  expect(fits(text, query)).toBe(true);
});

test.each([
  ['Grace Hopper', 'race'],
  ['Grace Hopper', 'grace ada'],
  ['Grace Hopper', '!'],
])('%j is not found by %j', (text, query) => {
  expect(fits(text, query)).toBe(false);
});
