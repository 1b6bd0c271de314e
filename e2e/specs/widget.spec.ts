import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { picture } from '#e2e/fixtures/files.ts';
import { openForeignSite } from '#e2e/fixtures/foreign-site.ts';
import { signedBy, test, WIDGET_SECRET } from '#e2e/fixtures/shop.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { Widget } from '#e2e/pages/widget.ts';
import { restOperations } from '#server/protocol/routes/routes.ts';
import { visitorGrant } from '#server/protocol/widget.ts';

test('a visitor of another site writes, an admin answers, and it is all there on the next page', async ({
  visit,
  admin,
  data,
}) => {
  await admin.desk.open();
  const { page, widget } = await visit();
  await expect(widget.button).toHaveAccessibleName('Chat with us');
  await expect(page.locator('switchboard-widget iframe')).toHaveCount(0);

  await widget.open();
  await widget.start('Where is my parcel?', { name: 'Ada', email: 'ada@example.org' });
  await expect(widget.state).toHaveText('Waiting for an admin, you are next');

  const waiting = admin.page.getByRole('link', { name: /Where is my parcel/ });
  await expect(waiting).toContainText('Ada');
  await waiting.click();
  await admin.desk.claim.click();
  await admin.conversation.composer.pressSequentially('I');
  await expect(widget.frame.getByText('Admin is typing')).toBeVisible();
  await admin.conversation.send('It is on its way');
  await expect(widget.said('It is on its way')).toBeVisible();
  await expect(widget.state).toHaveText('Admin answers');
  await admin.page.getByRole('button', { name: 'Details' }).click();
  await expect(admin.page.getByText('ada@example.org')).toBeVisible();

  await widget.send('Thank you');
  await expect(admin.conversation.message('Thank you')).toBeVisible();

  await page.goto(page.url().replace('/one', '/two'));
  await expect(widget.said('It is on its way')).toBeVisible();
  await expect(widget.said('Thank you')).toBeVisible();
  await widget.send('And goodbye');
  await expect(admin.conversation.message('And goodbye')).toBeVisible();
  const { rows } = await data.database.pool.query('select 1 from users where visitor');
  expect(rows).toHaveLength(1);
});

test('what comes while the panel is closed is counted on the button, and read once it is open', async ({
  visit,
  admin,
}) => {
  const { page, widget } = await visit();
  await widget.open();
  await widget.start('Where is my parcel?');
  await admin.desk.open();
  await admin.page.getByRole('link', { name: /Where is my parcel/ }).click();
  await widget.composer.press('Escape');
  await expect(widget.panel).toBeHidden();
  await admin.conversation.send('In Dover');
  await expect(widget.button).toHaveAccessibleName('Chat with us, 1 unread message');
  await admin.conversation.waitForStatus('In Dover', 'sent');

  // The frame is there on the next page, too, though nobody has opened it.
  await page.goto(page.url().replace('/one', '/two'));
  await expect(widget.button).toHaveAccessibleName('Chat with us, 1 unread message');
  await widget.open();
  await expect(widget.said('In Dover')).toBeVisible();
  await admin.conversation.waitForStatus('In Dover', 'read');
  await widget.button.click();
  await expect(widget.button).toHaveAccessibleName('Chat with us');

  // A number from anybody else than the frame is none.
  await page.evaluate(
    () =>
      new Promise<void>((heard) => {
        window.addEventListener('message', () => heard(), { once: true });
        window.postMessage({ switchboard: 'unread', count: 7 }, '*');
      }),
  );
  await expect(widget.button).toHaveAccessibleName('Chat with us');
  await admin.conversation.send('In Calais');
  await expect(widget.button).toHaveAccessibleName('Chat with us, 1 unread message');
});

test('a chat that is over is rated, and another one begun', async ({ visit, admin }) => {
  const { widget } = await visit();
  await widget.open();
  await widget.start('Where is my parcel?');
  await admin.desk.open();
  await admin.page.getByRole('link', { name: /Where is my parcel/ }).click();
  await admin.desk.claim.click();
  await admin.desk.close();
  await expect(widget.state).toHaveText('Closed');
  await widget.frame.getByRole('button', { name: '5 of 5' }).click();
  await expect(widget.frame.getByText('You gave it 5 of 5. Thank you.')).toBeVisible();
  await widget.frame.getByRole('button', { name: 'New chat' }).click();
  await expect(widget.frame.getByLabel('Name (optional)')).toHaveCount(0);
  await widget.start('Another question');
  await expect(widget.said('Where is my parcel?')).toHaveCount(0);
});

test('files go both ways without a cookie', async ({ visit, admin }) => {
  const { page, widget } = await visit();
  await widget.open();
  await widget.start('Look');
  await admin.desk.open();
  await admin.page.getByRole('link', { name: /Look/ }).click();
  const image = await picture('damage.png', 40, 30);
  await widget.frame.getByLabel('Files to attach').setInputFiles([image]);
  await widget.composer.press('Enter');
  await expect(admin.conversation.file('damage.png')).toBeVisible();

  await admin.conversation.attach({
    name: 'form.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Sign here'),
  });
  await admin.conversation.composer.press('Enter');
  const link = widget.frame.getByRole('link', { name: /^Download form.txt/ });
  const saving = page.waitForEvent('download');
  await link.click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('form.txt');
  expect(await readFile(await saved.path(), 'utf8')).toBe('Sign here');

  await page.reload();
  const shown = widget.frame.getByAltText('damage.png');
  await expect(shown).toHaveJSProperty('naturalWidth', 40);
  await widget.frame.getByRole('button', { name: 'Open the image damage.png' }).click();
  await expect(widget.frame.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(widget.frame.getByRole('dialog')).toHaveCount(0);
  await expect(widget.panel).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
});

test('the site’s user has the same chat in every browser', async ({ visit, shop, button, admin }) => {
  const user = signedBy(WIDGET_SECRET, { sub: '42', name: 'Grace Hopper', email: 'grace@example.org' });
  shop.serve(button(`data-user="${user}"`));
  const here = await visit();
  await here.widget.open();
  await expect(here.widget.frame.getByLabel('Name (optional)')).toHaveCount(0);
  await here.widget.start('Where is my parcel?');
  await admin.desk.open();
  const row = admin.page.getByRole('link', { name: /Where is my parcel/ });
  await expect(row).toContainText('Grace Hopper');
  await row.click();
  await admin.page.getByRole('button', { name: 'Details' }).click();
  await expect(admin.page.getByText('A user of 127.0.0.1')).toBeVisible();
  await expect(admin.page.getByText('grace@example.org')).toBeVisible();

  shop.serve(button());
  const elsewhere = await visit();
  await elsewhere.page.evaluate(
    (token) => {
      (window as unknown as { Switchboard: { identify(token: string): void } }).Switchboard.identify(token);
    },
    signedBy(WIDGET_SECRET, { sub: '42', name: 'Grace Hopper' }),
  );
  await elsewhere.widget.open();
  await expect(elsewhere.widget.said('Where is my parcel?')).toBeVisible();

  // Once they are signed out there, nobody who comes after them reads it.
  await here.page.reload();
  await expect(here.widget.message).toBeVisible();
  await expect(here.widget.said('Where is my parcel?')).toHaveCount(0);
});

test('a user whom the site has not signed is not let in, and its developers read why', async ({
  visit,
  shop,
  button,
}) => {
  shop.serve(button(`data-user="${signedBy('another secret that somebody has made up', { sub: '42' })}"`));
  const { page, widget, problems } = await visit();
  problems.allow(/site_token_invalid/, /status of 401/);
  const said = page.waitForEvent('console', (message) => message.text().includes('site_token_invalid'));
  await widget.open();
  await expect(widget.frame.getByText('The chat cannot be opened right now')).toBeVisible();
  await said;
});

test('a visitor whose account is disabled is out, and is somebody new', async ({
  visit,
  admin,
  data,
  api,
}) => {
  const { widget, problems } = await visit();
  problems.allow(/status of 401/);
  await widget.open();
  await widget.start('Buy my pills');
  const { rows } = await data.database.pool.query<{ id: number }>('select id from users where visitor');
  const answer = await (await api(admin)).patch(`/api/users/${rows[0]?.id}`, { data: { disabled: true } });
  expect(answer.status()).toBe(200);
  await expect(widget.frame.getByLabel('Name (optional)')).toBeVisible();
  await expect(widget.said('Buy my pills')).toHaveCount(0);
  await widget.start('I am somebody else');
});

test('who is signed in at the server is a visitor of the site all the same, and stays one', async ({
  ada,
  shop,
  button,
}) => {
  // Of the same site: the browser would send the cookie, and keeps for the frame what it keeps.
  shop.serve(button());
  ada.problems.allow(/foreign request/);
  await ada.chats.open();
  const page = await ada.context.newPage();
  await page.goto(`${shop.sameSite}/one`);
  const widget = new Widget(page);
  await widget.open();
  await expect(widget.frame.getByLabel('Name (optional)')).toBeVisible();
  await widget.start('Where is my parcel?');
  await ada.support.open();
  await expect(ada.page.getByText('No support chats yet.')).toBeVisible();
  await ada.account.signOut();
  await ada.page.waitForURL('**/sign-in');

  await page.goto(`${shop.sameSite}/two`);
  await expect(widget.said('Where is my parcel?')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['switchboard-chat']);
});

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

test('it goes by keyboard alone', async ({ visit }) => {
  const { page, widget } = await visit();
  await expect(widget.button).toBeVisible();
  await page.getByRole('link', { name: 'Two' }).focus();
  await page.keyboard.press('Tab');
  await expect(widget.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(widget.message).toBeFocused();
  await page.keyboard.type('Where is my parcel?');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(widget.message).toBeFocused();
  await expect(widget.message).toHaveValue('Where is my parcel?');
  for (const _ of ['name', 'email', 'the button']) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(widget.composer).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(widget.button).toBeFocused();
});

const windows = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const;

for (const [device, viewport] of Object.entries(windows))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`it has no barrier on a ${device} in ${colorScheme}`, async ({ visit, shop, button, admin }) => {
      shop.serve(`<style>
          :root { color-scheme: light dark; }
          body { background: Canvas; }
        </style>${button()}`);
      const { page, widget } = await visit('/one', { viewport, colorScheme, hasTouch: device === 'phone' });
      const look = async (where: string) => {
        await expectAccessible(page, where);
        await expectNoSidewaysScroll(page, where);
      };
      await expect(widget.button).toBeVisible();
      await look('the button');
      await widget.open();
      await expect(widget.frame.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      await widget.frame.getByRole('button', { name: 'Start chat' }).click();
      await expect(widget.frame.getByText('Write what it is about.')).toBeVisible();
      await look('a new chat');
      const box = await widget.panel.boundingBox();
      if (device === 'phone') expect(box).toEqual({ x: 0, y: 0, ...viewport });
      else expect(box?.width).toBe(400);
      await widget.start('Where is my parcel?');
      await look('a chat that waits');
      await admin.desk.open();
      await admin.page.getByRole('link', { name: /Where is my parcel/ }).click();
      await admin.conversation.send('In Dover');
      await expect(widget.said('In Dover')).toBeVisible();
      await admin.desk.close();
      await expect(widget.state).toHaveText('Closed');
      await look('a chat that is over');
      await widget.frame.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(widget.panel).toBeHidden();
      await expect(widget.button).toBeFocused();
    });
