import { asyncApiDocument } from '#server/protocol/reference/asyncapi.ts';
import { answer, route } from '#app/api/endpoint.ts';
import { serverUrl } from '#app/server-url.ts';

/** The AsyncAPI document of every dialect, for the address at which it is asked. */
export const GET = route('GET /api/asyncapi.json', async ({ request }) =>
  answer(asyncApiDocument(serverUrl(request.headers))),
);
