import { describe, expect, it } from 'vitest';
import { appendText } from './runs.ts';

describe('appendText', () => {
  it('appends what follows, wherever the piece begins', () => {
    expect(appendText('', { offset: 0, text: 'Hel' })).toBe('Hel');
    expect(appendText('Hel', { offset: 3, text: 'lo' })).toBe('Hello');
    expect(appendText('Hel', { offset: 1, text: 'ello' })).toBe('Hello');
  });

  it('leaves a text alone that has the piece already', () => {
    expect(appendText('Hello', { offset: 0, text: 'Hel' })).toBe('Hello');
    expect(appendText('Hello', { offset: 3, text: 'lo' })).toBe('Hello');
  });

  it('tells a hole', () => {
    expect(appendText('Hel', { offset: 4, text: 'o' })).toBeUndefined();
  });
});
