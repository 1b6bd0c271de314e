import { running } from '#server/registry.ts';
import { answer, conversationIn, route } from '#app/api/endpoint.ts';

/** History by pages or by keyset (protocols, "conversations" and finer decision 18). */
export const GET = route('GET /api/chats/conversations/[id]/messages', async ({ session, params, query }) => {
  const { reading, rest } = running().core;
  const conversationId = await conversationIn(session, params);
  const { page, limit, before, after } = query();
  if (before !== undefined || after !== undefined) {
    const seq = await reading.seqOf(session, conversationId, before ?? after ?? 0);
    const side = before === undefined ? { after: seq } : { before: seq };
    const found = await reading.history(session, { conversationId, limit, ...side });
    const hasMore = before === undefined ? found.hasNewer : found.hasOlder;
    return answer({ data: await rest.messages(conversationId, found.messages), hasMore });
  }
  const { messages, lastSeq } = await reading.page(session, conversationId, page, limit);
  return answer({
    data: await rest.messages(conversationId, messages),
    page,
    limit,
    total: lastSeq,
  });
});

/** Sends a message: 201 means that it is committed (protocols, finer decision 1). */
export const POST = route(
  'POST /api/chats/conversations/[id]/messages',
  async ({ session, params, body }) => {
    const { messages, rest } = running().core;
    const conversationId = await conversationIn(session, params);
    const { message_type: kind, ...input } = await body();
    const { message } = await messages.send(session, { conversationId, kind, ...input });
    const [view] = await rest.messages(conversationId, [message]);
    return answer(view, 201);
  },
);
