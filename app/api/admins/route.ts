import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Everybody who is an admin. */
export const GET = route('GET /api/admins', async ({ session }) =>
  answer({ data: await running().core.administrators.list(session) }),
);
