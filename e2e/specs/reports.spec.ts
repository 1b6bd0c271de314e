import { readFile } from 'node:fs/promises';
import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

// The figures are of the whole desk.
test.use({ ownServer: { BUSINESS_TIME_ZONE: 'Europe/Berlin' } });

test('what was done with a chat shows in the figures, as a page and as a file', async ({
  data,
  ada,
  admin,
  hub,
}) => {
  const id = await data.support(ada, 'It does not start');
  await data.support(ada, 'Nor does the other');
  const [client, owner] = [await hub(ada), await hub(admin)];
  await owner.send('support.claim', { conversationId: id });
  await owner.send('message.send', { conversationId: id, content: 'Is it plugged in?', clientId: 'first' });
  await owner.send('support.label', { conversationId: id, label: 'billing', on: true });
  await owner.send('support.close', { conversationId: id });
  await client.send('support.rate', { conversationId: id, rating: 4 });

  await admin.desk.open();
  const { page } = admin;
  await page.getByRole('link', { name: 'Figures' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'Figures', level: 1 })).toBeVisible();
  const tile = (name: string) =>
    main.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  await expect(tile('Opened')).toContainText('2');
  await expect(tile('Closed')).toContainText('1');
  await expect(tile('Waiting now')).toContainText('1');
  await expect(tile('Rating')).toContainText('4.0 of 5');
  await expect(tile('First response, median')).toContainText(/\d+ s/);
  const row = (table: string, name: string) =>
    main
      .getByRole('table', { name: table })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(row('Figures by admin', admin.name)).toContainText('4.0');
  await expect(row('Figures by label', 'billing')).toContainText('4.0');
  await expect(main.getByRole('img', { name: /^Chats opened and closed/ })).toBeVisible();

  await page.getByRole('link', { name: 'Last 30 days' }).click();
  await expect(page.getByRole('link', { name: 'Last 30 days' })).toHaveAttribute('aria-current', 'true');
  await expect(main.getByRole('table', { name: 'Resolution by day' }).getByRole('row')).toHaveCount(31);

  await page.getByLabel('From', { exact: true }).fill('2026-01-05');
  await page.getByLabel('To', { exact: true }).fill('2026-01-06');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(main.getByText('5 Jan 2026 to 6 Jan 2026')).toBeVisible();
  await expect(tile('Opened')).toContainText('0');
  await page.getByLabel('From', { exact: true }).fill('2026-01-07');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(main.getByRole('alert')).toContainText('choose a first day and a later last one');
  await expect(tile('Opened')).toContainText('2');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download CSV' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^desk-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/\r\ntotal,[\d/-]+,2,0,1,0,1,/);
  expect(text).toMatch(/\r\nlabel,billing,1,0,1,0,1,/);
});

test('nobody else finds them', async ({ ada }) => {
  ada.problems.allow(/status of 404/);
  await ada.page.goto('/desk/reports');
  await expect(ada.page.getByText('There is nothing here for you.')).toBeVisible();
});

for (const [device, viewport] of Object.entries({
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
}))
  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(`on a ${device} in ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, hasTouch: device === 'phone' });

      test('the figures have no barrier', async ({ data, ada, admin, hub }) => {
        const id = await data.support(ada, 'It does not start');
        const owner = await hub(admin);
        await owner.send('support.claim', { conversationId: id });
        await owner.send('message.send', { conversationId: id, content: 'Yes?', clientId: 'first' });
        await owner.send('support.label', { conversationId: id, label: 'a label that is long', on: true });
        await owner.send('support.close', { conversationId: id });
        const { page } = admin;
        for (const query of ['', '?from=2026-01-01&to=2026-12-31', '?from=nonsense']) {
          await page.goto(`/desk/reports${query}`);
          await page.getByRole('table', { name: 'Opened and closed by day' }).waitFor();
          await expectAccessible(page, `the figures${query}`);
          await expectNoSidewaysScroll(page, `the figures${query}`);
        }
      });
    });
