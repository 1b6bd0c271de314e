import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** The caller's support chats, an admin's are all (protocols, "support" and finer decision 18). */
export const GET = route('GET /api/chats', async ({ session, query }) => {
  const { support, rest } = running().core;
  const { chats, nextCursor } = await support.list(session, query());
  return answer({ data: chats.map(rest.chat), nextCursor });
});

/** Opens a support chat: 201, or 200 with the one that a repeated `clientId` has opened. */
export const POST = route('POST /api/chats', async ({ session, body }) => {
  const { support, rest } = running().core;
  const { subject, clientId } = await body();
  const { chat, created } = await support.open(session, { title: subject, clientId });
  return answer(rest.chat(chat), created ? 201 : 200);
});
