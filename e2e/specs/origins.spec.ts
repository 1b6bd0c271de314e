import type { BrowserContext } from '@playwright/test';
import { openHub } from '#e2e/fixtures/hub.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { askUpgrade } from '#e2e/fixtures/upgrade.ts';

/** What of the OpenAPI document names the routes; those that anyone may use have a `security` of none. */
interface OpenApi {
  paths: Record<string, Record<string, { security?: [] }>>;
}

/** Every path at which a browser could open a socket. */
const SOCKETS = ['/socket.io/?EIO=4&transport=websocket', '/chats/ws', '/ws/feed', '/ws/assistant', '/'];
const POLLING = '/socket.io/?EIO=4&transport=polling';

/** What a page of somebody else, or a broken client, may say about where it comes from. */
const hostile = (port: string): string[] => [
  'https://evil.example',
  `http://evil.example:${port}`,
  'null',
  '',
  'http://localhost',
  `http://localhost:${Number(port) - 1}`,
  `http://127.0.0.1:${port}`,
  `http://localhost.evil.example:${port}`,
  `http://localhost.:${port}`,
  `http://localhost:${port}.evil.example`,
  `http://localhost:${port}@evil.example`,
  `http://evil.example@localhost:${port}`,
  `http://localhost:${port}/`,
  `http://localhost:${port}/chats`,
  `HTTP://LOCALHOST:${port}`,
  `http://localhost:${port} http://evil.example`,
  `ftp://localhost:${port}`,
  `//localhost:${port}`,
];

const cookieHeader = async (context: BrowserContext) =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

test('a page of another origin can neither open a socket nor use the cookie', async ({
  server,
  request,
  ada,
}) => {
  const cookie = await cookieHeader(ada.context);
  const ask = async (origin: string) => ({
    origin,
    sockets: await Promise.all(
      SOCKETS.map(async (path) => (await askUpgrade(server.url, path, { cookie, origin })).status),
    ),
    polling: (await request.get(POLLING, { headers: { cookie, origin } })).status(),
    route: (await request.get('/api/account', { headers: { cookie, origin } })).status(),
  });

  const own = new URL(server.url).origin;
  expect(await ask(own)).toEqual({
    origin: own,
    sockets: [101, 101, 101, 101, 101],
    polling: 200,
    route: 200,
  });
  for (const origin of hostile(new URL(server.url).port))
    expect(await ask(origin)).toEqual({
      origin,
      sockets: [400, 403, 403, 403, 403],
      polling: 403,
      route: 403,
    });
});

test('no route takes the cookie from a page of another origin', async ({ server, request, ada }) => {
  const cookie = await cookieHeader(ada.context);
  const { paths } = (await (await request.get('/api/openapi.json')).json()) as Pick<OpenApi, 'paths'>;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security === undefined)
      .map(([method]) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '1') })),
  );
  expect(routes.length).toBeGreaterThan(20);
  for (const origin of hostile(new URL(server.url).port)) {
    const answers = await Promise.all(
      routes.map(async ({ method, path }) => {
        const answer = await request.fetch(path, { method, headers: { cookie, origin } });
        return { method, path, status: answer.status() };
      }),
    );
    expect({ origin, open: answers.filter(({ status }) => status !== 403) }).toEqual({ origin, open: [] });
  }
});

test('a refused origin is told so in the words of the error table', async ({ request, ada }) => {
  const headers = { cookie: await cookieHeader(ada.context), origin: 'https://evil.example' };
  const answer = await request.get('/api/account', { headers });
  expect(await answer.json()).toEqual({
    error: { code: 'origin_refused', message: 'This origin is not allowed' },
  });
});

test('a cookie counts only where a browser says that the page is ours', async ({ request, ada }) => {
  const cookie = await cookieHeader(ada.context);
  const status = async (site?: string) =>
    (
      await request.get('/api/account', { headers: { cookie, ...(site && { 'sec-fetch-site': site }) } })
    ).status();
  expect(await status('same-origin')).toBe(200);
  for (const site of [undefined, 'cross-site', 'same-site', 'none']) expect(await status(site)).toBe(403);
});

test('a program without an origin gets in with a token', async ({ api, hub, data }) => {
  const user = await data.user('Ada');
  expect((await (await api(user)).get('/api/account')).status()).toBe(200);
  const client = await hub(user);
  expect(await client.push('ready')).toMatchObject({ version: 1, account: { id: user.id } });
});

test('a program without a token, or with one that is none, is told why', async ({ api, server }) => {
  expect(await (await (await api()).get('/api/account')).json()).toMatchObject({
    error: { code: 'unauthorized' },
  });
  const answer = await (await api()).get('/api/account', { headers: { authorization: 'Bearer nonsense' } });
  expect([answer.status(), await answer.json()]).toMatchObject([401, { error: { code: 'token_invalid' } }]);
  await expect(openHub(server.url, 'nonsense')).rejects.toThrow('Token is invalid');
});

test('an upgrade that nobody takes is refused and let go', async ({ server }) => {
  for (const path of [
    '/chats',
    '/chats/1',
    '/socket.io',
    '/chats/ws/',
    '/_next/hmr',
    '/api/health/live',
    '/nowhere',
  ])
    expect([path, await askUpgrade(server.url, path, {})]).toEqual([path, { status: 404, closed: true }]);
});
