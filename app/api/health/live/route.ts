import { answer, route } from '#app/api/endpoint.ts';

/** The process answers. */
export const GET = route('GET /api/health/live', async () => answer({ status: 'live' }));

export const dynamic = 'force-dynamic';
