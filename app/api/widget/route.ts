import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** Whether a site may have the widget; its script asks before it shows a button. */
export const GET = route('GET /api/widget', async ({ query }) => {
  const allowed = await running().core.visitors.allows(query().site);
  const response = answer({ allowed });
  response.headers.set('access-control-allow-origin', '*');
  return response;
});
