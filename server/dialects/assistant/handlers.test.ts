import { expect, it, vi } from 'vitest';
import type { Message } from '#server/protocol/conversation.ts';
import { createRooms } from '#server/realtime/rooms.ts';
import { type Asker, createAsker, createHandler, tellPushed } from './handlers.ts';

const [userId, conversationId, promptId, answerId] = [1, 7, 20, 21];
const session = {
  id: 's',
  account: { id: userId, email: 'ada@example.org', name: 'Ada' },
  expiresAt: Infinity,
};
const input = { userId, prompt: 'hello', sessionId: conversationId, clientId: 'c' };

/** A socket whose prompt is stored as `duplicate`, and what happens while it is. */
function scene({
  duplicate,
  meanwhile,
}: {
  duplicate: boolean;
  meanwhile: (asker: Asker) => void | Promise<void>;
}) {
  const send = vi.fn();
  const asker = createAsker({ send } as never, session as never);
  const answer = { id: answerId, conversationId, content: 'hello', answer: { promptId } } as Message;
  const handle = createHandler({
    core: {
      runs: { requireSession: async () => undefined, answerTo: async () => answer },
      messages: {
        async send() {
          await meanwhile(asker);
          return { message: { id: promptId }, duplicate };
        },
      },
    } as never,
    realtime: { isIn: () => true, refresh: async () => undefined },
    rooms: createRooms(),
  });
  return { asker, send, ask: () => handle(asker, input as never) };
}

const push = (asker: Asker) => tellPushed(asker, 'the answer', answerId, promptId);

for (const duplicate of [false, true])
  it(`tells an answer that comes while its ${duplicate ? 'repeated ' : ''}prompt is stored once`, async () => {
    const { asker, send, ask } = scene({ duplicate, meanwhile: push });
    await ask();
    expect(send).toHaveBeenCalledTimes(1);
    // Nothing of it is left over for the next.
    expect(asker.asked.size + asker.asking.size).toBe(0);
  });

it('answers a repeated prompt from the store, and not again when the push comes', async () => {
  const { asker, send, ask } = scene({ duplicate: true, meanwhile: () => undefined });
  await ask();
  push(asker);
  expect(send).toHaveBeenCalledTimes(1);
});

it('answers each of two repeats, also where the push comes between them', async () => {
  const { asker, send, ask } = scene({ duplicate: true, meanwhile: () => undefined });
  await Promise.all([ask(), ask()]);
  push(asker);
  expect(send).toHaveBeenCalledTimes(2);
});

it('answers a prompt that is repeated after the push, though another was being stored at the push', async () => {
  const first = Promise.withResolvers<void>();
  let sends = 0;
  const { asker, send, ask } = scene({
    duplicate: true,
    meanwhile: () => (++sends === 1 ? first.promise : undefined),
  });
  const earlier = ask();
  await vi.waitFor(() => expect(sends).toBe(1));
  push(asker);
  await ask();
  expect(send).toHaveBeenCalledTimes(2);
  first.resolve();
  await earlier;
  expect(send).toHaveBeenCalledTimes(2);
});
