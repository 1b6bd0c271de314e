import { describe, expect, it } from 'vitest';
import type { Passage } from '#server/core/article-store.ts';
import type { Question } from '#server/core/runs/answerer.ts';
import { overflows, promptOf } from './prompt.ts';

const question = (change: Partial<Question> = {}): Question => ({
  kind: 'assistant',
  prompt: 'And now?',
  askerName: 'Ada',
  history: [],
  summary: null,
  begun: '',
  model: null,
  ...change,
});
const lines = (count: number): Question['history'] =>
  Array.from({ length: count }, (_, place) => ({
    role: place % 2 === 0 ? 'user' : 'assistant',
    name: place % 2 === 0 ? 'Ada' : 'Assistant',
    content: `${place} `.padEnd(1_000, 'x'),
  }));
const passage: Passage = {
  slug: 'files',
  language: 'en',
  title: 'Files',
  anchor: 'limits',
  heading: 'Limits',
  text: 'A file has at most 50 MB.',
  excerpt: [],
  rank: 1,
  coverage: 1,
  publishedAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('what a model is asked', () => {
  it('has the question last, and the newest of the history before it, as far as it fits', () => {
    const budget = 5_000;
    const messages = promptOf(question({ history: lines(20) }), [], budget);
    expect(messages[0]?.role).toBe('system');
    expect(messages.at(-1)).toEqual({ role: 'user', content: 'And now?' });
    expect(messages.at(-2)?.content).toMatch(/^19 /);
    expect(messages.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(budget);
    expect(messages.length).toBeGreaterThan(4);
    expect(messages.length).toBeLessThan(8);
    expect(overflows(question({ history: lines(20) }), budget)).toBe(true);
    expect(overflows(question({ history: lines(2) }), budget)).toBe(false);
  });

  it('has the question even where nothing else fits', () => {
    const prompt = 'x'.repeat(10_000);
    expect(promptOf(question({ prompt, history: lines(3) }), [], 5_000).at(-1)?.content).toBe(prompt);
    expect(promptOf(question({ prompt, history: lines(3) }), [], 5_000)).toHaveLength(2);
  });

  it('says what was said before the history, and what the articles say', () => {
    const [system] = promptOf(question({ summary: 'They spoke of files.' }), [passage]);
    expect(system?.content).toContain('They spoke of files.');
    expect(system?.content).toContain('[1] Files: Limits\nA file has at most 50 MB.');
    expect(promptOf(question(), [])[0]?.content).not.toContain('[1]');
  });

  it('among people says who speaks', () => {
    const history: Question['history'] = [
      { role: 'user', name: 'Grace', content: 'Hello' },
      { role: 'assistant', name: 'Assistant', content: 'Good morning' },
    ];
    const messages = promptOf(question({ kind: 'group', history }), []);
    expect(messages.slice(1)).toEqual([
      { role: 'user', content: 'Grace: Hello' },
      { role: 'assistant', content: 'Good morning' },
      { role: 'user', content: 'Ada: And now?' },
    ]);
  });

  it('has the beginning of an answer that it is to go on with', () => {
    const messages = promptOf(question({ begun: 'It is' }), []);
    expect(messages.slice(1, 3)).toEqual([
      { role: 'user', content: 'And now?' },
      { role: 'assistant', content: 'It is' },
    ]);
    expect(messages).toHaveLength(4);
  });
});
