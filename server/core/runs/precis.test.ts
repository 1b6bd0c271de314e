import { describe, expect, it } from 'vitest';
import { precisOf } from './precis.ts';

describe('the one line of a text', () => {
  it.each([
    ['its first sentence', 'It rains. Take an umbrella.', 'It rains.'],
    ['without markdown', '## **Rain** and `sun` [today](https://a.example)', 'Rain and sun today'],
    ['without citations', 'It rains [1, 2]. So what?', 'It rains.'],
    ['of a list its first point', '- one\n- two', 'one'],
    ['not of code', '```js\nlet a = 1;\n```\nThat is it.', 'That is it.'],
    ['of code only nothing', '```js\nlet a = 1;', ''],
    ['of nothing nothing', ' \n---\n', ''],
    ['of names with points', 'Use v1.2 now. Then go.', 'Use v1.2 now.'],
    ['with its spaces joined', '¿Qué \t es\u00a0esto?', '¿Qué es esto?'],
  ])('is %s', (_name, text, line) => {
    expect(precisOf(text)).toBe(line);
  });

  it('is cut between words, at 160 characters', () => {
    const line = precisOf('word '.repeat(100));
    expect(line.length).toBeLessThanOrEqual(160);
    expect(line).toMatch(/word…$/);
    expect(precisOf('👍'.repeat(200)).isWellFormed()).toBe(true);
  });
});
