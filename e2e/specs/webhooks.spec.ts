import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { signatureOf, startReceiver } from '#server/testing/webhooks.ts';

test.use({ ownServer: { WEBHOOK_PRIVATE_ADDRESSES: 'allow' } });

test('an admin adds a webhook, tests it, and sees what it was told', async ({ ada, admin, hub }) => {
  const { page } = admin;
  const receiver = await startReceiver();
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Manage webhooks' }).click();
  await page.getByRole('button', { name: 'New webhook' }).click();
  const form = page.getByRole('dialog', { name: 'New webhook' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toContainText('Enter an address');
  await form.getByLabel('Address').fill(receiver.url);
  await form.getByLabel('A message is sent').uncheck();
  await expectAccessible(page, 'adding a webhook');
  await form.getByRole('button', { name: 'Save' }).click();
  const shown = page.getByRole('dialog', { name: 'Signing secret' });
  const secret = (await shown.locator('code').textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(shown).toBeHidden();
  const list = page.getByRole('list', { name: 'Webhooks' });
  await expect(list).toContainText('created, status, rating');

  receiver.answer(500);
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Send a test' }).click();
  const log = page.getByRole('list', { name: 'Deliveries' });
  await expect(log).toContainText('Failed');
  await expect(log).toContainText('1 attempt, last: answer 500');
  await expectAccessible(page, 'the deliveries of a webhook');
  receiver.answer(204);
  await log.getByRole('button', { name: 'Send test again' }).click();
  await expect(log).toContainText('Delivered');
  expect(new Set(receiver.heard.map(({ id }) => id)).size).toBe(1);
  const client = await hub(ada);
  await client.send('support.open', { subject: 'Help', content: 'Hello', clientId: crypto.randomUUID() });
  await expect(log).toContainText(/created of chat \d+/);
  const created = (await receiver.many(3)).at(-1);
  expect(created?.payload.type).toBe('created');
  expect(created && signatureOf(created, secret)).toBe(created?.headers['webhook-signature']);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'the deliveries on a phone');
  await expectNoSidewaysScroll(page, 'the deliveries on a phone');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Switch off' }).click();
  await expect(list).toContainText('Off');
  await expectAccessible(page, 'webhooks on a phone');
  await expectNoSidewaysScroll(page, 'webhooks on a phone');
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No other program is told')).toBeVisible();
  await receiver.close();
});

test('a receiver that was down for an hour, while the server was killed, hears each event once by its id', async ({
  server,
  data,
  api,
  hub,
}) => {
  const [ada, admin] = [await data.user('Ada'), await data.user('Admin', 'ADMIN')];
  const receiver = await startReceiver();
  const hook = { url: receiver.url, events: ['created', 'message', 'status'] };
  await (await api(admin)).post('/api/webhooks', { data: hook });
  const desk = await hub(admin);
  const client = await hub(ada);
  await receiver.close();

  const { conversationId } = await client.send('support.open', {
    subject: 'Help',
    content: 'Hello?',
    clientId: crypto.randomUUID(),
  });
  await desk.send('support.claim', { conversationId });
  // The first attempts fail: the receiver takes no connections.
  const { pool } = data.database;
  const deliveries = async () =>
    (
      await pool.query<{ id: string; state: string; attempts: number }>(
        'select id, state, attempts from webhook_deliveries order by place',
      )
    ).rows;
  await expect.poll(async () => (await deliveries())[0]?.attempts).toBeGreaterThan(0);
  await server.kill();
  await server.start();
  const again = await hub(admin);
  await again.send('support.close', { conversationId });

  // An hour passes.
  await pool.query(`update webhook_deliveries set next_attempt_at = next_attempt_at - interval '1 hour'`);
  await receiver.listen();
  await expect
    .poll(async () => (await deliveries()).map(({ state }) => state))
    .toEqual(Array(4).fill('delivered'));
  // The receiver tells by the id: the same may come again.
  const once = [...new Map(receiver.heard.map((one) => [one.id, one])).values()];
  expect(once.map(({ id }) => id)).toEqual((await deliveries()).map(({ id }) => id));
  expect(once.map(({ payload }) => payload.type)).toEqual(['created', 'message', 'status', 'status']);
  await receiver.close();
});
