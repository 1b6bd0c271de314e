import type { Locator } from '@playwright/test';
import { acknowledgementOf } from '#e2e/fixtures/hub-frames.ts';
import type { ConversationPage } from '#e2e/pages/conversation-page.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

/** Rows that a conversation may have in the document at once. */
const MOST_ROWS = 200;
/** Pixels that a message may move while something is loaded elsewhere. */
const STILL = 2;

const rowsIn = (log: Locator) => log.locator('[data-seq]');
const firstSeq = async (log: Locator) => Number(await rowsIn(log).first().getAttribute('data-seq'));

/** Turns the wheel over the messages, as a hand does. */
async function wheel({ page, log }: ConversationPage, pixels: number): Promise<void> {
  const box = await log.boundingBox();
  if (!box) throw new Error('The messages are not in sight');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, pixels);
}

/** The most rows that were in the document at once, from now on. */
async function countRows(log: Locator): Promise<() => Promise<number>> {
  const most = await log.evaluateHandle((element) => {
    const held = { rows: 0 };
    const count = () => {
      held.rows = Math.max(held.rows, element.querySelectorAll('[data-seq]').length);
    };
    count();
    new MutationObserver(count).observe(element, { childList: true, subtree: true });
    return held;
  });
  return () => most.evaluate(({ rows }) => rows);
}

test('a conversation of ten thousand messages keeps few of them in the document', async ({
  data,
  ada,
  grace,
}) => {
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada, grace], 10_000);
  await ada.open(conversationId);
  const { conversation } = ada;
  await expect(conversation.message('message 10000')).toBeVisible();
  const mostRows = await countRows(conversation.log);
  for (let top = await firstSeq(conversation.log); top > 9_400; top = await firstSeq(conversation.log)) {
    await wheel(conversation, -4_000);
    await expect.poll(() => firstSeq(conversation.log), { intervals: [20] }).toBeLessThan(top);
  }
  expect(await mostRows()).toBeLessThan(MOST_ROWS);
  await conversation.toLatest();
  await expect(conversation.message('message 10000')).toBeInViewport();
  expect(await mostRows()).toBeLessThan(MOST_ROWS);
});

test('what one reads stays where it is when older messages are loaded above it', async ({
  data,
  ada,
  grace,
}) => {
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada, grace], 300);
  await ada.open(conversationId);
  const { conversation } = ada;
  // Nothing may be loaded before the place is measured.
  const page = await ada.faults.delay(acknowledgementOf('conversation.history'));
  await wheel(conversation, -100_000);
  await expect(conversation.log).toHaveAttribute('aria-busy', 'true');
  await page.happened;
  await expect.poll(() => conversation.log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  const oldest = await firstSeq(conversation.log);
  const anchor = conversation.at(oldest + 2);
  // Rows are in sight as soon as they are measured: until then, what is below them stands where a guess has put it.
  for (const seq of [oldest, oldest + 1, oldest + 2]) await expect(conversation.at(seq)).toBeVisible();
  const before = await anchor.boundingBox();
  page.release();
  await expect.poll(() => firstSeq(conversation.log)).toBeLessThan(oldest);
  await expect(conversation.log).toHaveAttribute('aria-busy', 'false');
  const after = await anchor.boundingBox();
  expect(Math.abs((after?.y ?? Infinity) - (before?.y ?? 0))).toBeLessThanOrEqual(STILL);
});

test('who has scrolled up stays there while new messages come, and a button leads to them', async ({
  data,
  ada,
  grace,
}) => {
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada, grace], 200);
  await Promise.all([ada.open(conversationId), grace.open(conversationId)]);
  const { conversation } = ada;
  await expect(conversation.message('message 200')).toBeInViewport();
  await wheel(conversation, -1_500);
  await expect(conversation.jumpButton).toHaveText(/^Latest messages/);
  const anchor = conversation.message('message 180');
  await anchor.scrollIntoViewIfNeeded();
  const before = await anchor.boundingBox();

  for (let at = 1; at <= 5; at += 1) await grace.conversation.send(`news ${at}`);
  await expect(conversation.jumpButton).toContainText('5 unread');
  const after = await anchor.boundingBox();
  expect(Math.abs((after?.y ?? Infinity) - (before?.y ?? 0))).toBeLessThanOrEqual(STILL);

  await conversation.jumpButton.click();
  await expect(conversation.log.getByText('New', { exact: true })).toBeVisible();
  await expect(conversation.message('news 5')).toBeInViewport();
  await expect(conversation.jumpButton).toHaveCount(0);
  await grace.conversation.waitForStatus('news 5', 'read');
});

test('a quote leads to what it quotes, far up, and the button back to the end', async ({
  data,
  hub,
  ada,
  grace,
}) => {
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada, grace], 2_000);
  const program = await hub(grace);
  const { messages } = await program.send('conversation.history', { conversationId, around: 40, limit: 1 });
  await program.send('message.send', {
    conversationId,
    content: 'As you said',
    clientId: 'reply',
    replyToId: messages[0]?.id ?? null,
  });
  await ada.open(conversationId);
  const { conversation } = ada;
  await conversation
    .message('As you said')
    .getByRole('button', { name: /In reply to/ })
    .click();
  await expect(conversation.message('message 40')).toBeInViewport();
  await expect(conversation.message('message 40')).toBeFocused();
  await expect(conversation.message('As you said')).toHaveCount(0);
  await conversation.toLatest();
  await expect(conversation.message('As you said')).toBeInViewport();
});

test('a conversation opens at the first message that was not read', async ({ data, ada, grace }) => {
  const conversationId = await data.direct(ada, grace);
  await data.history(conversationId, [ada], 60);
  await grace.chats.open();
  await grace.chats.row(conversationId).click();
  await expect(grace.conversation.log.getByText('New', { exact: true })).toBeInViewport();
  await expect(grace.conversation.message('message 1')).toBeInViewport();
  await expect(grace.conversation.message('message 60')).not.toBeInViewport();
});
