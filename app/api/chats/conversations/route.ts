import { randomUUID } from 'node:crypto';
import { ChatError } from '#server/protocol/errors.ts';
import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Creates a conversation: 201, or 200 with the one that is there (protocols, "conversations" and finer decision 2). */
export const POST = route('POST /api/chats/conversations', async ({ session, body }) => {
  const { core } = running();
  const wanted = await body();
  let found: { conversationId: number; created: boolean };
  if (wanted.kind === 'group') {
    const { title, participant_ids: userIds, clientId = randomUUID() } = wanted;
    found = await core.conversations.createGroup(session, { title, userIds, clientId });
  } else {
    if (wanted.sender_id !== session.account.id)
      throw new ChatError('forbidden', undefined, 'sender_id must be the signed-in user');
    found = await core.conversations.createDirect(session, { userId: wanted.receiver_id });
  }
  return answer(await core.rest.conversation(session, found.conversationId), found.created ? 201 : 200);
});
