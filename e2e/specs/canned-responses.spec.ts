import { expectAccessible } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test('an admin keeps a text ready, and brings it into a chat by its name', async ({ data, ada, admin }) => {
  const { page } = admin;
  const name = `welcome-${ada.id}`;
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Manage responses' }).click();
  await page.getByRole('button', { name: 'New response' }).click();
  const dialog = page.getByRole('dialog', { name: 'New canned response' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Use letters, digits and single hyphens.');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Text').fill('Hello {{client.first_name}}, about {{chat.subject}}: one moment.');
  await expectAccessible(page, 'writing a canned response');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('list', { name: 'Canned responses' })).toContainText(`/${name}`);

  const chat = await data.support(ada, 'Billing');
  await data.messages(chat, [{ from: ada, content: 'Are you there?' }]);
  await page.goto(`/desk/${chat}`);
  await admin.desk.claim.click();
  await expect(admin.desk.state).toHaveText(/Yours|You/);
  const field = admin.conversation.composer;
  await field.fill(`/${name}`);
  const options = page.getByRole('listbox', { name: 'Canned responses' }).getByRole('option');
  await expect(options).toHaveCount(1);
  await expectAccessible(page, 'choosing a canned response');

  // Esc leaves the list, and another letter brings it back.
  await field.press('Escape');
  await expect(options).toHaveCount(0);
  await field.fill(`/${name.slice(0, -1)}`);
  await expect(options.first()).toBeVisible();
  await field.fill(`/${name}`);
  await expect(options).toHaveCount(1);
  await field.press('Enter');
  const text = 'Hello Ada, about Billing: one moment.';
  await expect(field).toHaveValue(text);
  expect(await data.stored(chat)).toHaveLength(1);
  await field.press('Enter');
  await expect(admin.conversation.message(text)).toBeVisible();
});
