import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReceiver } from '#server/testing/webhooks.ts';
import { post } from './post.ts';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

const delivery = (url = receiver.url) => ({
  id: crypto.randomUUID(),
  url,
  secret: `whsec_${btoa('a key of tests')}`,
  payload: { type: 'test', timestamp: new Date().toISOString(), data: { webhookId: 1 } },
});
const send = (url?: string, { privateAddresses = true, patience = 10_000 } = {}) =>
  post(delivery(url), { privateAddresses, patience, signal: new AbortController().signal });

it('gives up a receiver that does not answer', async () => {
  receiver.respond(() => undefined);
  expect(await send(undefined, { patience: 50 })).toEqual({ error: 'No answer in time' });
});

it('does not wait for the end of a body', async () => {
  receiver.respond((response) => {
    response.writeHead(200);
    response.write('x'.repeat(100_000));
  });
  expect(await send()).toEqual({ status: 200 });
});

it('says that nobody listens, or that the connection was cut', async () => {
  const gone = await startReceiver();
  await gone.close();
  expect(await send(gone.url)).toEqual({ error: 'Nobody listens there' });
  receiver.respond((response) => void response.destroy());
  expect(await send()).toEqual({ error: 'The connection was cut' });
});

it('connects to no inside address, by number or by name', async () => {
  receiver.answer(200);
  const before = receiver.heard.length;
  const { port } = new URL(receiver.url);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '0'])
    expect([host, await send(`http://${host}:${port}/`, { privateAddresses: false })]).toEqual([
      host,
      { error: 'The address is an inside one' },
    ]);
  expect(receiver.heard).toHaveLength(before);
  expect(await send(`http://localhost:${port}/`)).toEqual({ status: 200 });
});
