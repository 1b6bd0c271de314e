import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test.use({ ownServer: { BUSINESS_HOURS: 'mon-fri 09:00-17:00' } });

test('an owner makes an admin and an owner, and takes that back', async ({ data, signIn, grace }) => {
  const { page, problems } = await signIn(await data.owner('Olga'));
  // The last owner stays one.
  problems.allow(/status of 409/);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Manage admins' }).click();
  const list = page.getByRole('list', { name: 'Admins' });
  await expect(list.getByRole('listitem').filter({ hasText: 'Olga' })).toContainText('Owner');

  await page.getByRole('button', { name: 'New admin' }).click();
  await page.getByRole('combobox', { name: 'Search people' }).fill('Grace');
  await expectAccessible(page, 'choosing an admin');
  await page.getByRole('option', { name: /Grace/ }).click();
  await page.getByRole('button', { name: 'Make an admin' }).click();
  const row = list.getByRole('listitem').filter({ hasText: 'Grace' });
  await expect(row).toBeVisible();
  // Whatever she had open, she is asked to sign in.
  await grace.page.goto('/desk');
  await expect(grace.page).toHaveURL(/sign-in/);

  await row.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Make an owner' }).click();
  await page.getByRole('button', { name: 'Make an owner' }).click();
  await expect(row).toContainText('Owner');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'admins on a phone');
  await expectNoSidewaysScroll(page, 'admins on a phone');
  await row.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'No admin any more' }).click();
  await page.getByRole('button', { name: 'No admin any more' }).click();
  await expect(row).toBeHidden();

  await list.getByRole('button', { name: 'More about Olga' }).click();
  await page.getByRole('menuitem', { name: 'No owner any more' }).click();
  await page.getByRole('button', { name: 'No owner any more' }).click();
  await expect(page.getByText('Not changed. Somebody has to stay an owner.', { exact: true })).toBeVisible();
});

test('an owner sets up the desk, and reads who changed what', async ({ data, signIn, api }) => {
  const owner = await data.owner('Olga');
  const { page, problems } = await signIn(owner);
  problems.allow(/status of 409/);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Set up the desk' }).click();
  await expect(page.getByText('mon-fri 09:00-17:00 (UTC)')).toBeVisible();
  await page.getByLabel('Automatic reply').fill('Away until {{opens}}');
  await page.getByRole('radio', { name: /After silence/ }).click();
  await page.getByLabel('Hours until the warning').fill('soon');
  await page.getByLabel('Origins').fill('https://shop.example/path');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a whole number of hours')).toBeVisible();
  await expect(page.getByText('Each line is an origin')).toBeVisible();
  await expectAccessible(page, 'settings of the desk that are wrong');

  await page.getByLabel('Hours until the warning').fill('24');
  await page.getByLabel('Origins').fill('https://shop.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The desk is set up', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Automatic reply')).toHaveValue('Away until {{opens}}');
  await expect(page.getByLabel('Hours until the warning')).toHaveValue('24');
  await expect(page.getByLabel('Origins')).toHaveValue('https://shop.example');

  // Another owner was quicker.
  await data.setUp({ awayReply: 'Closed' });
  await page.getByLabel('Automatic reply').fill('Later');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Somebody else has changed the settings meanwhile')).toBeVisible();

  const rest = await api(owner);
  await rest.post('/api/canned-responses', { data: { name: 'hello', content: 'Hello there' } });
  await page.goto('/settings/audit-log');
  const log = page.getByRole('list', { name: 'Audit log' });
  await expect(log.getByRole('listitem').first()).toContainText('Olga wrote the canned response hello');
  await expect(log).toContainText('changed the settings of the desk');
  await expect(log).toContainText('sites with the chat button, automatic reply, closing by itself');
  await expectAccessible(page, 'the audit log');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page, 'the audit log on a phone');
});

test('what owners do is nowhere for an admin', async ({ admin }) => {
  admin.problems.allow(/status of 404/);
  await admin.page.goto('/settings');
  await expect(admin.page.getByRole('link', { name: 'Manage webhooks' })).toBeVisible();
  await expect(admin.page.getByRole('link', { name: 'Manage admins' })).toBeHidden();
  for (const path of ['admins', 'desk', 'audit-log']) {
    await admin.page.goto(`/settings/${path}`);
    await expect(admin.page.getByRole('heading', { name: /not found|no such page/i })).toBeVisible();
  }
});
