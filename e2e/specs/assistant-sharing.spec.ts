import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import type { Person } from '#e2e/fixtures/person.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

const QUESTION = 'How do I close a support chat?';

/** Asks the question in a new conversation. */
async function asked({ page }: Person): Promise<AssistantPage> {
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.ask(QUESTION, 1);
  await expect(page).toHaveURL(/\/assistant\/\d+$/);
  return assistant;
}

async function choose({ page }: Person, item: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a conversation is saved as a Markdown file', async ({ ada }) => {
  await asked(ada);
  const downloading = ada.page.waitForEvent('download');
  await choose(ada, 'Download as Markdown');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('How do I close a support chat.md');
  const pieces: Buffer[] = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  expect(text).toContain(`> ${QUESTION}`);
  expect(text).toContain('Only an admin can close a support chat');
  expect(text).toMatch(/^- \[1\. .+\]\(http.+\/articles\/support-chats#how-do-i-close-a-support-chat\)$/m);
});

const windows = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const;

for (const [device, viewport] of Object.entries(windows))
  test.describe(`on a ${device}`, () => {
    test.use({ viewport, allowedProblems: /status of 404/ });

    test('a link shows a conversation as it was, to anybody, until it is ended', async ({ ada, page }) => {
      const assistant = await asked(ada);
      await choose(ada, 'Share…');
      const dialog = ada.page.getByRole('dialog', { name: 'Share this conversation' });
      await dialog.getByRole('button', { name: 'Make a link' }).click();
      const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
      await expectAccessible(ada.page, 'the share dialog');
      await expectNoSidewaysScroll(ada.page, 'the share dialog');
      await ada.page.keyboard.press('Escape');

      const response = await page.goto(link);
      expect(response?.headers()['referrer-policy']).toBe('no-referrer');
      expect(response?.headers()['x-robots-tag']).toContain('noindex');
      await expect(page.getByRole('heading', { name: QUESTION, level: 1 })).toBeVisible();
      await expect(page.getByText('Shared by Ada')).toBeVisible();
      const answers = page.getByRole('article', { name: 'Answer' });
      await expect(answers).toHaveCount(1);
      await expect(answers).toContainText('Only an admin can close a support chat');
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
      await expectAccessible(page, 'a shared conversation');
      await expectNoSidewaysScroll(page, 'a shared conversation');

      // What comes after it is not in the page, shown or not.
      await assistant.ask('What do the ticks mean?', 2);
      const html = await (await page.goto(link))?.text();
      expect(html).toContain(QUESTION);
      for (const secret of ['ticks', ada.email, ada.username]) expect(html).not.toContain(secret);

      await choose(ada, 'Share…');
      await expect(dialog).toContainText('It shows less than there is now');
      await dialog.getByRole('button', { name: 'Update' }).click();
      await expect(dialog).toContainText('as it is now');
      await page.reload();
      await expect(answers).toHaveCount(2);

      await dialog.getByRole('button', { name: 'End link' }).click();
      await expect(dialog.getByRole('button', { name: 'Make a link' })).toBeVisible();
      const shown = async (address: string) => {
        const answer = await page.goto(address);
        return [answer?.status(), await page.getByRole('main').innerText(), await page.title()];
      };
      const ended = await shown(link);
      expect(ended[0]).toBe(404);
      expect(ended).toEqual(await shown(link.replace(/.{43}$/, 'x'.repeat(43))));
    });
  });

test('whoever finds an answer bad may say why', async ({ ada, data }) => {
  const { page } = ada;
  await asked(ada);
  const bad = page.getByRole('button', { name: 'Bad answer' });
  const rating = async () =>
    (
      await data.database.pool.query<{ rating: string; reason: string | null }>(
        'select rating, reason from answer_ratings where user_id = $1',
        [ada.id],
      )
    ).rows;
  await bad.click();
  await expect.poll(rating).toEqual([{ rating: 'down', reason: null }]);
  await expectAccessible(page, 'the reason');
  const why = page.getByRole('dialog', { name: 'Why is it bad?' });
  await why.getByRole('textbox', { name: 'What is wrong with it?' }).fill('It is about groups');
  await why.getByRole('button', { name: 'Send' }).click();
  await expect.poll(rating).toEqual([{ rating: 'down', reason: 'It is about groups' }]);
  await expect(bad).toHaveAttribute('aria-pressed', 'true');
  await bad.click();
  await expect.poll(rating).toEqual([]);
  await expect(bad).toHaveAttribute('aria-pressed', 'false');
});

test('a conversation that is pinned stands on top, on every device', async ({ ada, signIn, data }) => {
  const older = await data.assistant(ada);
  await data.messages(older, [{ from: ada, content: 'An older one' }]);
  const newer = await data.assistant(ada);
  await data.messages(newer, [{ from: ada, content: 'A newer one' }]);
  const there = await signIn(ada);
  for (const { page } of [ada, there]) await page.goto(`/assistant/${older}`);
  const rows = ({ page }: Person) =>
    page.getByRole('navigation', { name: 'Conversations' }).locator('[data-conversation-id]');
  const order = (of: Person) =>
    rows(of).evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-conversation-id'))));
  await expect.poll(() => order(there)).toEqual([newer, older]);

  await choose(ada, 'Pin');
  for (const one of [ada, there]) {
    await expect.poll(() => order(one)).toEqual([older, newer]);
    await expect(rows(one).first()).toContainText('Pinned');
  }
  await expectAccessible(ada.page, 'a pinned conversation');
  await choose(there, 'Unpin');
  for (const one of [ada, there]) await expect.poll(() => order(one)).toEqual([newer, older]);
});
