import { running } from '#server/registry.ts';
import { answer, route } from '#app/api/endpoint.ts';

/** 200 while requests are taken and the database answers, else 503 with the reason. */
export const GET = route('GET /api/health/ready', async () => {
  const health = await running().health.ready();
  return health.ready
    ? answer({ status: 'ready' })
    : answer({ status: 'not ready', reason: health.reason }, 503);
});

export const dynamic = 'force-dynamic';
