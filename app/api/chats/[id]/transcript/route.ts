import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { running } from '#server/registry.ts';
import { route } from '#app/api/endpoint.ts';

/** The chat as a file of text, read from the store while it is taken. */
export const GET = route('GET /api/chats/[id]/transcript', async ({ session, params }) => {
  const { name, pieces } = await running().core.chatTranscripts.read(session, String(params.id));
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'cache-control': 'private, no-store',
      'content-disposition': contentDisposition(name),
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
  });
});
