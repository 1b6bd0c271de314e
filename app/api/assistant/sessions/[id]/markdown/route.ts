import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { articlePath } from '#components/markdown/article-path.ts';
import { running } from '#server/registry.ts';
import { conversationIn, route } from '#app/api/endpoint.ts';
import { serverUrl } from '#app/server-url.ts';

/** The conversation as a file, read from the store while it is taken. */
export const GET = route(
  'GET /api/assistant/sessions/[id]/markdown',
  async ({ request, session, params }) => {
    const { transcripts } = running().core;
    const { name, pieces } = await transcripts.markdown(
      session,
      await conversationIn(session, params),
      (citation) => serverUrl(request.headers) + articlePath(citation),
    );
    return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
      headers: {
        'cache-control': 'private, no-store',
        'content-disposition': contentDisposition(name),
        'content-security-policy': "sandbox; default-src 'none'",
        'content-type': 'text/markdown; charset=utf-8',
        'x-content-type-options': 'nosniff',
      },
    });
  },
);
