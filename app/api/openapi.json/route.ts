import { openApiDocument } from '#server/protocol/reference/openapi.ts';
import { answer, route } from '#app/api/endpoint.ts';
import { serverUrl } from '#app/server-url.ts';

/** The OpenAPI document, for the address at which it is asked. */
export const GET = route('GET /api/openapi.json', async ({ request }) =>
  answer(openApiDocument(serverUrl(request.headers))),
);
