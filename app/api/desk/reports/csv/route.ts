import { create as contentDisposition } from 'content-disposition';
import { running } from '#server/registry.ts';
import { route } from '#app/api/endpoint.ts';

/** The figures as a file for spreadsheets. */
export const GET = route('GET /api/desk/reports/csv', async ({ session, query }) => {
  const { name, text } = await running().core.reports.csv(session, query());
  return new Response(text, {
    headers: {
      'cache-control': 'private, no-store',
      'content-disposition': contentDisposition(name),
      'content-type': 'text/csv; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
  });
});
