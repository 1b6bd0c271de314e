import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** What was changed about the desk, the latest first. */
export const GET = route('GET /api/audit-log', async ({ session, query }) =>
  answer(await running().core.audit.list(session, query().cursor)),
);
