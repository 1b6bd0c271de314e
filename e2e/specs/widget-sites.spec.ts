import { gzipSync } from 'node:zlib';
import { openForeignSite } from '#e2e/fixtures/foreign-site.ts';
import { test } from '#e2e/fixtures/shop.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { restOperations } from '#server/protocol/routes/routes.ts';
import { visitorGrant } from '#server/protocol/widget.ts';

test('a page with a strict policy of its own takes it', async ({ visit, server, shop, button }) => {
  const ours = new URL(server.url).origin;
  shop.serve(button(), {
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${ours}`,
      `connect-src ${ours}`,
      `frame-src ${ours}`,
      'img-src data:',
    ].join('; '),
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });
  const { page, widget } = await visit();
  await widget.open();
  await widget.start('Where is my parcel?');
  expect((await widget.panel.boundingBox())?.width).toBe(400);
  await page.goto(page.url().replace('/one', '/two'));
  await expect(widget.said('Where is my parcel?')).toBeVisible();
});

test('a site that may not have it gets no button, no frame and no visitors', async ({
  visit,
  server,
  shop,
  button,
  request,
}) => {
  const stranger = await openForeignSite();
  // One frame says where it is, the other one lies.
  stranger.serve(`${button()}
    <iframe title="Honest" src="${server.url}/widget/light?site=${encodeURIComponent(stranger.origin)}"></iframe>
    <iframe title="Lying" src="${server.url}/widget/light?site=${encodeURIComponent(shop.origin)}"></iframe>`);
  const { page, problems } = await visit();
  problems.allow(
    /foreign request/,
    /may not have the chat button/,
    /frame-ancestors|X-Frame-Options|status of 404/,
  );
  const said = page.waitForEvent('console', (message) =>
    message.text().includes('may not have the chat button'),
  );
  await page.goto(`${stranger.origin}/one`);
  expect((await said).text()).toContain(stranger.origin);
  await expect(page.locator('switchboard-widget')).toHaveCount(0);
  for (const title of ['Honest', 'Lying']) {
    const frame = page.frameLocator(`iframe[title=${title}]`);
    await expect(frame.getByText('Start chat')).toHaveCount(0);
  }
  const framed = page.frames().filter((frame) => frame.url().startsWith(server.url));
  expect(framed).toEqual([]);
  const refused = await request.post('/api/widget/visitors', { data: { site: stranger.origin } });
  expect([refused.status(), await refused.json()]).toMatchObject([
    403,
    { error: { code: 'origin_refused' } },
  ]);
  await stranger.close();
});

test('no page but the widget’s may be framed', async ({ request, shop }) => {
  const site = encodeURIComponent(shop.origin);
  const headersOf = async (path: string) => (await request.get(path)).headers();
  for (const path of [
    `/sign-in?site=${site}`,
    `/?site=${site}`,
    '/widget/light',
    `/widget/other?site=${site}x`,
  ]) {
    const headers = await headersOf(path);
    expect([path, headers['x-frame-options']]).toEqual([path, 'DENY']);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  }
  const headers = await headersOf(`/widget/light?site=${site}`);
  expect(headers['x-frame-options']).toBeUndefined();
  expect(headers['content-security-policy']).toContain(`frame-ancestors ${shop.origin}`);
});

test('a visitor’s token opens no route but those that say so', async ({ request, shop }) => {
  const grant = await request.post('/api/widget/visitors', { data: { site: shop.origin } });
  const { token } = visitorGrant.parse(await grant.json());
  const routes = Object.entries(restOperations).filter(([, { access }]) => access !== 'anyone');
  const answers = await Promise.all(
    routes.map(async ([name]) => {
      const [method = '', path = ''] = name.split(' ');
      const answer = await request.fetch(path.replaceAll(/\[\w+\]/g, '1'), {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      return [name, answer.status() === 403] as const;
    }),
  );
  const refused = routes.map(([name, { visitors = false }]) => [name, !visitors] as const);
  expect(answers).toEqual(refused);
});

test('until it is opened it is less than 15 KB, and one question', async ({ visit, server }) => {
  const answer = await fetch(`${server.url}/widget.js`);
  expect(gzipSync(await answer.text()).byteLength).toBeLessThan(15 * 1024);
  const { page, widget } = await visit();
  await expect(widget.button).toBeVisible();
  const asked: string[] = [];
  page.on('request', (one) => asked.push(one.url()));
  await page.reload();
  await expect(widget.button).toBeVisible();
  const ours = asked.filter((url) => url.startsWith(server.url)).map((url) => new URL(url).pathname);
  expect(ours).toEqual(['/widget.js', '/api/widget']);
});
