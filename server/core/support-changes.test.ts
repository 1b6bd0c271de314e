import { expect, it } from 'vitest';
import type { Delta, SupportState } from '#server/protocol/conversation.ts';
import type { ConversationChange, Store } from './store.ts';
import { createSupportChanges } from './support-changes.ts';

it('tells the changes of a chat in the order in which they were made, though the answer to the first comes late', async () => {
  const answered = Promise.withResolvers<void>();
  let version = 1;
  let support: SupportState = { status: 'ACTIVE', clientId: 1, adminId: 2, rating: null };

  /** Each change is committed at once; that of the first is answered only when it is let. */
  async function commit(
    conversationId: number,
    work: (unit: ConversationChange) => Promise<void>,
  ): Promise<Delta> {
    const since = version;
    version += 1;
    const delta = { conversationId, since, version, conversation: { support: { ...support } } };
    await work({ conversation: { support: { ...support } } } as ConversationChange);
    delta.conversation.support = { ...support };
    if (since === 1) await answered.promise;
    return delta as unknown as Delta;
  }

  const told: string[] = [];
  const change = createSupportChanges({
    store: { conversations: { change: commit } as Store['conversations'] },
    publish: () => undefined,
    membershipsChanged: () => undefined,
    happened: ({ status }) => void told.push(status),
  });
  const to = (status: SupportState['status']) =>
    change(7, async () => {
      support = { ...support, status };
      return [];
    });
  const both = Promise.all([to('PENDING'), to('CLOSED')]);
  await new Promise(setImmediate);
  answered.resolve();
  await both;
  expect(told).toEqual(['PENDING', 'CLOSED']);
});
