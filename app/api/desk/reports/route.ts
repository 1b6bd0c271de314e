import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

export const GET = route('GET /api/desk/reports', async ({ session, query }) =>
  answer(await running().core.reports.read(session, query())),
);
