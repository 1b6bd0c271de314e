import { describe, expect, it } from 'vitest';
import { title } from '#server/protocol/fields.ts';
import { subjectOf } from './subject-of.ts';

describe('the subject of a chat that a visitor begins', () => {
  it.each([
    ['It does not start', 'It does not start'],
    ['  Hello!\nIt does not start', 'Hello!'],
    ['A\ttab', 'A'],
    [`${'👍'.repeat(130)}`, `${'👍'.repeat(119)}…`],
  ])('of %j is %j', (content, subject) => {
    expect(subjectOf(content)).toBe(subject);
    expect(title.safeParse(subject).success).toBe(true);
  });
});
