import { describe, expect, it } from 'vitest';
import { branchTo, type Placed } from './turns.ts';

const prompt = (id: number, replacesId: number | null = null): Placed => ({ id, seq: id * 2, replacesId });
const ids = (branch: readonly Placed[]) => branch.map(({ id }) => id);

describe('the turns that lead to a prompt', () => {
  it('are all before it, where nothing was edited', () => {
    const prompts = [prompt(1), prompt(2), prompt(3), prompt(4)];
    expect(ids(branchTo(prompt(3), prompts))).toEqual([1, 2, 3]);
    expect(ids(branchTo(prompt(1), prompts.toReversed()))).toEqual([1]);
  });

  it('are those before the prompt that it replaces', () => {
    const prompts = [prompt(1), prompt(2), prompt(3), prompt(4, 2)];
    expect(ids(branchTo(prompt(4, 2), prompts))).toEqual([1, 4]);
  });

  it('go through an edited prompt, and not through what it replaced', () => {
    const prompts = [prompt(1), prompt(2), prompt(3, 2), prompt(4), prompt(5, 3), prompt(6)];
    expect(ids(branchTo(prompt(4), prompts))).toEqual([1, 3, 4]);
    expect(ids(branchTo(prompt(6), prompts))).toEqual([1, 5, 6]);
  });

  it('of an edited first prompt are none', () => {
    const prompts = [prompt(1), prompt(2), prompt(3, 1)];
    expect(ids(branchTo(prompt(3, 1), prompts))).toEqual([3]);
  });

  it('begin at the edit where what it replaced is not known', () => {
    expect(ids(branchTo(prompt(4, 99), [prompt(1), prompt(4, 99)]))).toEqual([4]);
  });

  it('end, whatever is said to replace what', () => {
    const prompts = [prompt(1, 2), prompt(2, 1), prompt(3, 3), prompt(4)];
    expect(ids(branchTo(prompt(4), prompts))).toEqual([3, 4]);
  });
});
