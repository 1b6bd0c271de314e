import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Uploads one file (protocols, "support" and finer decision 16). */
export const POST = route('POST /api/files', async ({ request, session }) =>
  answer(await running().files.receive(session, request), 201),
);
