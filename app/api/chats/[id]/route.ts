import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** A chat of any kind, by number or uuid (protocols, finer decision 2). */
export const GET = route('GET /api/chats/[id]', async ({ session, params }) => {
  const { support, rest } = running().core;
  return answer(rest.chat(await support.get(session, String(params.id))));
});

/** Claims, hands over, releases, closes or reopens a support chat (protocols, finer decision 4). */
export const PATCH = route('PATCH /api/chats/[id]', async ({ session, params, body }) => {
  const { support, rest } = running().core;
  const wish = await body();
  return answer(rest.chat(await support.change(session, String(params.id), wish)));
});
