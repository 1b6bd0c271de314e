import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startReceiver } from '#server/testing/webhooks.ts';
import { post } from './post.ts';

type Verify = (body: string, headers: Record<string, unknown>, secret: string) => unknown;

it('is verified by the example of the page for developers', async () => {
  const page = await readFile(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-webhook-example-'));
  const file = join(folder, 'verify.mjs');
  await writeFile(file, code);
  const { verify } = (await import(/* @vite-ignore */ file)) as { verify: Verify };
  const receiver = await startReceiver();
  const secret = `whsec_${btoa('a key of tests')}`;
  const payload = { type: 'test', timestamp: new Date().toISOString(), data: { webhookId: 1 } };
  const delivery = { id: crypto.randomUUID(), url: receiver.url, secret, payload };
  await post(delivery, { privateAddresses: true, patience: 10_000, signal: new AbortController().signal });
  const [{ body, headers }] = (await receiver.many(1)) as [(typeof receiver.heard)[number]];
  expect(verify(body, headers, secret)).toEqual(payload);
  expect(() => verify(`${body} `, headers, secret)).toThrow('Not ours');
  expect(() => verify(body, headers, `whsec_${btoa('another key')}`)).toThrow('Not ours');
  expect(() => verify(body, { ...headers, 'webhook-timestamp': '1' }, secret)).toThrow('Not ours');
  await receiver.close();
  await rm(folder, { recursive: true });
});
