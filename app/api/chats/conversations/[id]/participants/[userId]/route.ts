import { running } from '#server/registry.ts';
import { conversationIn, idIn, noContent, route } from '#app/api/endpoint.ts';

/** Removes somebody from a group, or leaves it where it is oneself. */
export const DELETE = route(
  'DELETE /api/chats/conversations/[id]/participants/[userId]',
  async ({ session, params }) => {
    const { conversations } = running().core;
    const conversationId = await conversationIn(session, params);
    const userId = idIn(params, 'userId');
    if (userId === session.account.id) await conversations.leave(session, { conversationId });
    else await conversations.removeMember(session, { conversationId, userId });
    return noContent();
  },
);
