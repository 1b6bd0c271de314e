import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test('a developer who is not signed in finds an operation and reads it', async ({ page }) => {
  await open(page);
  await page.keyboard.type('support claim');
  await expect(page.getByText('support.claim', { exact: true })).toBeVisible();
  await expect(page.locator('#rest-post-tokens')).toBeHidden();
  await page.keyboard.press('Escape');

  await page.getByRole('searchbox', { name: 'Filter' }).fill('send-message');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const opened = page.locator('details[open]');
  await expect(opened).toContainText('sender_id: integer');
  await expect(opened).toContainText('"message_type": "text"');
  await expect(opened).toContainText('Chat is closed');
});

test('a link to a shape opens it', async ({ page }) => {
  await page.goto('/docs#hub-changes');
  await page.locator('#hub-changes').getByRole('link', { name: 'Delta' }).click();
  await expect(page.locator('#shape-delta')).toHaveJSProperty('open', true);
  await expect(page.locator('#shape-delta')).toBeInViewport();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('everything can be read', async ({ page }) => {
    await page.goto('/docs');
    await page.getByText('/api/tokens', { exact: true }).first().click();
    await expect(page.locator('details[open]')).toContainText('email: string');
  });
});

test('the documents name the server that is asked', async ({ api, server }) => {
  const client = await api();
  const openApi = (await (await client.get('/api/openapi.json')).json()) as { servers: { url: string }[] };
  expect(openApi.servers).toEqual([{ url: server.url }]);
  const asyncApi = (await (await client.get('/api/asyncapi.json')).json()) as {
    servers: Record<string, { host: string }>;
  };
  expect(asyncApi.servers.websocket?.host).toBe(new URL(server.url).host);
});

/** Opens the page and waits until its scripts have it: what is changed under them before that is an error. */
async function open(page: Page) {
  await page.goto('/docs');
  const filter = page.getByRole('searchbox');
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(filter).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

for (const [device, viewport] of Object.entries({
  desktop: { width: 1440, height: 900 },
  phone: { width: 360, height: 740 },
})) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`on a ${device} in ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test('the page has no barrier', async ({ page }) => {
        await open(page);
        // One of each kind: axe takes its time.
        await page.evaluate(() => {
          for (const section of document.querySelectorAll('[data-section]')) {
            const [first, ...others] = section.querySelectorAll('details');
            if (first) first.open = true;
            for (const other of others.slice(3)) other.remove();
          }
        });
        await expectAccessible(page, device);
      });

      test('nothing scrolls sideways, with everything open', async ({ page }) => {
        await open(page);
        await page.evaluate(() => {
          for (const entry of document.querySelectorAll('details')) entry.open = true;
        });
        await expectNoSidewaysScroll(page, device);
      });
    });
  }
}
