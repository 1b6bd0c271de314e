import { describe, expect, it } from 'vitest';
import { SPEAKABLE, beginningOf, speakableOf } from './speakable.ts';

describe('what is said of an answer', () => {
  it.each([
    [
      'emphasis',
      'It is **very** _good_, ~~not~~ `code` and snake_case_name.',
      'It is very good, not code and snake_case_name.',
    ],
    ['headings and lists', '# Title\n\n- one\n- [ ] two\n  1. three\n> said', 'Title\none\ntwo\nthree\nsaid'],
    [
      'links',
      'See [the page](https://a.example/x), [it][1] and <https://b.example>.\n\n[1]: https://c.example',
      'See the page, it and .',
    ],
    ['images', '![A cat](/cat.png) sits.', 'A cat sits.'],
    ['bare addresses', 'Go to https://example.com/a?b=c now', 'Go to now'],
    ['marks of citations', 'So it is [1]. And so [2, 3], too.', 'So it is. And so, too.'],
    ['blocks of code', 'Do this:\n\n```ts\nconst a = 1;\n```\n\nThen that.', 'Do this:\nThen that.'],
    ['a block that does not end', 'Do this:\n~~~\nrm *', 'Do this:'],
    ['a fence within a fence', '````\n```\nx\n```\n````\nDone', 'Done'],
    ['tables', '| Name | Age |\n|---|:-:|\n| Ada | 36 |', 'Name, Age\nAda, 36'],
    ['rules', 'One\n\n---\n\nTwo\n* * *', 'One\nTwo'],
    ['HTML', 'One<br>two <b>three</b> 1 < 2', 'One two three 1 < 2'],
    ['what was escaped', String.raw`\*not emphasis\*`, '*not emphasis*'],
    ['other languages', 'Das ist **gut**. ¿Qué? 你好', 'Das ist gut. ¿Qué? 你好'],
    ['what has no words', '```\nonly code\n```\n\n--- [1]', ''],
  ])('%s', (_name, markdown, said) => {
    expect(speakableOf(markdown)).toBe(said);
  });

  it.each(['[', '*', '`', '|', '> ', '<a ', '[a](', '\n', '\\', '- ', '_a', '[1, '])(
    'takes no time over many of %j',
    (piece) => {
      const begun = performance.now();
      speakableOf(piece.repeat(32_000 / piece.length));
      expect(performance.now() - begun).toBeLessThan(2_000);
    },
  );

  it('of a long text is its beginning, to the end of a sentence', () => {
    expect(beginningOf('Short. Enough')).toBe('Short. Enough');
    const long = beginningOf('This is a sentence. '.repeat(300));
    expect(long.length).toBeLessThanOrEqual(SPEAKABLE);
    expect(long).toMatch(/^(This is a sentence\. ?)+$/);
    expect(long.length).toBeGreaterThan(SPEAKABLE - 40);
    // Nothing but one long word, whose cut falls into a character.
    expect(beginningOf(`x${'😀'.repeat(4_000)}`).isWellFormed()).toBe(true);
  });
});
