import type { Page } from '@playwright/test';
import { expect, test } from '#e2e/fixtures/test.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

/** Words of the scripts that draw answers, and of what draws formulas in them. */
const ONLY_OF_THE_ASSISTANT = ['Answer again', 'katex'];

/** Which of these words are in the scripts that the page has loaded. */
async function loaded(page: Page): Promise<string[]> {
  const addresses = await page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => (/\.js(\?|$)/.test(name) ? [name] : [])),
  );
  const scripts = await Promise.all(
    addresses.map(async (address) => (await page.request.get(address)).text()),
  );
  return ONLY_OF_THE_ASSISTANT.filter((word) => scripts.some((script) => script.includes(word)));
}

test('pages of chats load nothing of the assistant’s', async ({ twoPeople: { ada, conversationId } }) => {
  const { page } = ada;
  await page.goto(`/chats/${conversationId}`);
  await ada.conversation.waitUntilOpen();
  await ada.conversation.send('hello');
  await ada.conversation.waitForStatus('hello', 'sent');
  expect(await loaded(page)).toEqual([]);

  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.ask('How do I close a support chat?', 1);
  await expect.poll(() => loaded(page)).toEqual(ONLY_OF_THE_ASSISTANT);
});
