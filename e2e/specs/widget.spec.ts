import { readFile } from 'node:fs/promises';
import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { picture } from '#e2e/fixtures/files.ts';
import { test } from '#e2e/fixtures/shop.ts';
import { expect } from '#e2e/fixtures/test.ts';

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
