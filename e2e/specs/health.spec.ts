import { expect, test } from '#e2e/fixtures/test.ts';

test('whoever watches the server sees that it lives and takes requests', async ({ request }) => {
  expect(await (await request.get('/api/health/live')).json()).toEqual({ status: 'live' });
  expect(await (await request.get('/api/health/ready')).json()).toEqual({ status: 'ready' });
});

test('the metrics count sockets and stored messages', async ({ request, data, hub }) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  const value = async (name: string) => {
    const text = await (await request.get('/api/metrics')).text();
    return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
  };
  const stored = await value('switchboard_send_batch_rows_sum');
  const client = await hub(ada);
  await client.send('message.send', { conversationId, content: 'counted', clientId: 'one' });
  // Other specs send as well.
  expect(await value('switchboard_send_batch_rows_sum')).toBeGreaterThan(stored);
  expect(await value('switchboard_connections')).toBeGreaterThan(0);
  expect(await value('switchboard_faults_total')).toBe(0);
});

test.describe('with a token for the metrics', () => {
  test.use({ ownServer: { METRICS_TOKEN: 'only-for-prometheus' } });

  test('nobody else reads them', async ({ request }) => {
    const status = async (authorization?: string) =>
      (await request.get('/api/metrics', { headers: authorization ? { authorization } : {} })).status();
    expect(await status()).toBe(401);
    expect(await status('Bearer only-for-somebody')).toBe(401);
    expect(await status('Bearer only-for-prometheus')).toBe(200);
  });
});
