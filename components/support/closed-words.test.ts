import { expect, it } from 'vitest';
import { closedWords } from './closed-words.ts';

it('says what became of chats that were closed together', () => {
  const chat = { conversationId: 1 };
  const closed = { ...chat, outcome: 'closed' } as const;
  expect(closedWords([closed, closed])).toEqual({ text: '2 closed', good: true });
  const others = [
    { ...chat, outcome: 'unchanged' },
    { ...chat, outcome: 'unavailable' },
  ] as const;
  expect(closedWords([closed, ...others])).toEqual({
    text: '1 closed, 1 closed already, 1 not closed, try again',
    good: false,
  });
});
