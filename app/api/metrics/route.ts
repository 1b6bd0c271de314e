import { createHash, timingSafeEqual } from 'node:crypto';
import { ChatError } from '#server/protocol/errors.ts';
import { running } from '#server/registry.ts';
import { route } from '#app/api/endpoint.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Prometheus' text format: with METRICS_TOKEN for its bearer, without one for callers on this machine. */
export const GET = route('GET /api/metrics', async ({ request, origin }) => {
  const { config, metrics } = running();
  const given = request.headers.get('authorization') ?? '';
  const allowed = config.METRICS_TOKEN
    ? timingSafeEqual(digest(given), digest(`Bearer ${config.METRICS_TOKEN}`))
    : LOOPBACK.has(origin.address);
  if (!allowed) throw new ChatError('unauthorized');
  return new Response(await metrics.render(), { headers: { 'content-type': metrics.contentType } });
});
