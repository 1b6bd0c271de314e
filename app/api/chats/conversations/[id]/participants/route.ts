import { running } from '#server/registry.ts';
import { answer, conversationIn, route } from '#app/api/endpoint.ts';

/** Adds somebody to a group (protocols, finer decision 2). */
export const POST = route(
  'POST /api/chats/conversations/[id]/participants',
  async ({ session, params, body }) => {
    const { core } = running();
    const conversationId = await conversationIn(session, params);
    const { userId } = await body();
    await core.conversations.addMembers(session, { conversationId, userIds: [userId] });
    return answer(await core.rest.conversation(session, conversationId), 201);
  },
);
