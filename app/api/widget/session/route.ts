import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** What the widget's frame begins with. */
export const GET = route('GET /api/widget/session', async ({ session }) => {
  const { core, files } = running();
  const chats = await core.visitors.chats(session);
  return answer({ account: session.account, chats, fileSizeLimit: files.sizeLimit });
});
