import { expect, test } from '#e2e/fixtures/test.ts';
import { signInContext } from '#e2e/fixtures/sign-in.ts';

test.use({ javaScriptEnabled: false });

test('the list and the newest messages are there before any script has run', async ({
  data,
  context,
  page,
  server,
}) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada, grace], 120);
  await signInContext(context, server.url, ada);
  await page.goto(`/chats/${conversationId}`);

  const messages = page.getByRole('log', { name: 'Messages' });
  await expect(messages.getByText('message 120', { exact: true })).toBeInViewport();
  await expect(messages.getByRole('article')).toHaveCount(50);
  const row = page.locator(`[data-conversation-id="${conversationId}"]`);
  await expect(row).toContainText('Grace');
  await expect(row).toContainText('message 120');
  await expect(page.getByRole('heading', { name: 'Grace' })).toBeVisible();
});

test('so is the message that the address names', async ({ data, context, page, server }) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada, grace], 500);
  await signInContext(context, server.url, ada);
  await page.goto(`/chats/${conversationId}?at=100`);
  await expect(page.getByText('message 100', { exact: true })).toBeAttached();
});

test('so are the queue of an admin and the chats of a client', async ({ data, browser, server }) => {
  const [ada, admin] = [await data.user('Ada'), await data.user('Admin', 'ADMIN')];
  const chat = await data.support(ada, 'It does not start');
  await data.messages(chat, [{ from: ada, content: 'Nothing happens' }]);
  for (const [user, path] of [
    [ada, '/support'],
    [admin, '/desk'],
  ] as const) {
    const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
    await signInContext(context, server.url, user);
    const page = await context.newPage();
    for (const address of [path, `${path}/${chat}`]) {
      await page.goto(address);
      const row = page.locator(`[data-conversation-id="${chat}"]`);
      await expect(row).toContainText('It does not start');
      await expect(row).toContainText('Nothing happens');
    }
    await expect(page.getByRole('log', { name: 'Messages' })).toContainText('Nothing happens');
    await context.close();
  }
});
