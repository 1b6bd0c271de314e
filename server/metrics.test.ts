import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

it('metrics are counted and rendered for Prometheus', async () => {
  let connections = 0;
  const metrics = createMetrics({
    realtime: () => ({ connections, users: 2, conversations: 3 }),
    redis: undefined,
  });
  metrics.batch(5, 0.003);
  metrics.batch(1, 0.001);
  metrics.request('GET', 200, 0.01);
  metrics.fault();
  connections = 7;
  const text = await metrics.render();
  expect(text).toContain('switchboard_send_batch_rows_sum 6');
  expect(text).toContain('switchboard_send_batch_rows_count 2');
  expect(text).toContain('switchboard_http_request_seconds_count{method="GET",status="200"} 1');
  expect(text).toContain('switchboard_faults_total 1');
  expect(text).toContain('switchboard_connections 7');
  expect(text).toContain('process_cpu_user_seconds_total');
  expect(metrics.contentType).toContain('text/plain');
});
