import { expect, it } from 'vitest';
import { markdownFileName, markdownOf } from './markdown.ts';
import type { Exchange } from './transcript-store.ts';

const written = async (title: string | null, ...exchanges: Exchange[]) => {
  const pieces = markdownOf(
    { title, createdAt: '2026-03-03T14:32:10.123Z' },
    (async function* () {
      yield* exchanges;
    })(),
    ({ slug }) => `https://chat.example/articles/${slug}`,
  );
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};

const askedAt = '2026-03-03T14:33:00.000Z';

it('writes questions as quotes, answers as they are, citations as a list of links', async () => {
  const citations = [
    { n: 1, slug: 'support-chats', language: 'en' as const, title: 'Support [chats]', anchor: null },
  ];
  const answer = { content: '# How\n\nPress **Close** [1].', status: 'STOPPED' as const, citations };
  expect(
    await written('On *chats*\n# and more', {
      askedAt,
      question: 'How do I?\n\n# Really',
      fileName: null,
      answer,
    }),
  ).toBe(`# On \\*chats\\* \\# and more

2026-03-03 14:32 UTC

## Question, 2026-03-03 14:33 UTC

> How do I?
>
> # Really

## Answer

# How

Press **Close** [1].

*This answer was stopped.*

Sources:

- [1. Support \\[chats\\]](https://chat.example/articles/support-chats)
`);
});

it('says where there is no answer, and names a file', async () => {
  const text = await written(null, { askedAt, question: '', fileName: 'plan.pdf', answer: null });
  expect(text).toContain('# Conversation with the assistant');
  expect(text).toContain('> (File: plan.pdf)');
  expect(text).toContain('*There is no answer.*');
});

it.each([
  ['How do I close a chat?', 'How do I close a chat.md'],
  ['../../etc/passwd', 'etc passwd.md'],
  ['a\r\nset-cookie: "x"', 'a set-cookie x.md'],
  ['invoice\u202efdp', 'invoice fdp.md'],
  ['…', '….md'],
  ['..', 'Conversation with the assistant.md'],
  [null, 'Conversation with the assistant.md'],
])('calls the file of %j %s', (title, name) => expect(markdownFileName(title)).toBe(name));
