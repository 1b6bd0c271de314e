import { readFile } from 'node:fs/promises';
import { paper, picture } from '#e2e/fixtures/files.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test('Ada sends an image and a PDF, Grace sees and downloads them, a stranger finds nothing', async ({
  twoPeople: { ada, grace },
  data,
  api,
}) => {
  const image = await picture('Sunset.png', 800, 600);
  await ada.conversation.attach(image, paper());
  await ada.conversation.send('Look at these');
  await ada.conversation.waitForStatus('Look at these', 'sent');
  await expect(ada.conversation.tray).toHaveCount(0);

  const rows = await grace.conversation.messages();
  expect(rows.at(-1)?.content).toBe('Look at these');
  const shown = grace.conversation.file('Sunset.png').getByRole('img', { name: 'Sunset.png' });
  await expect(shown).toBeVisible();
  await expect
    .poll(() => shown.evaluate((img: HTMLImageElement) => [img.complete, img.naturalWidth]))
    .toEqual([true, 800]);
  const box = await shown.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(800 / 600, 1);

  const saving = grace.page.waitForEvent('download');
  await grace.conversation
    .file('Paper.pdf')
    .getByRole('link', { name: /^Download Paper.pdf/ })
    .click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('Paper.pdf');
  expect(await readFile(await download.path())).toEqual(paper().buffer);

  const stored = await grace.conversation.file('Paper.pdf').getByRole('link').getAttribute('href');
  const stranger = await data.user('stranger');
  expect((await (await api(grace)).get(stored ?? '')).status()).toBe(200);
  expect((await (await api(stranger)).get(stored ?? '')).status()).toBe(404);
});

test('an image opens large, and closes by Esc onto its message', async ({ twoPeople: { ada } }) => {
  await ada.conversation.attach(await picture('Wide.png', 1600, 400));
  await ada.conversation.send('');
  const opener = ada.page.getByRole('button', { name: 'Open the image Wide.png' });
  await opener.focus();
  await ada.page.keyboard.press('Enter');
  const large = ada.page.getByRole('dialog', { name: 'Wide.png' });
  await expect(large.getByRole('img', { name: 'Wide.png' })).toBeVisible();
  await expect(large.getByText('1600 × 400')).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('what is written offline goes with its files once the network is back, once and in order', async ({
  twoPeople: { ada, grace },
}) => {
  await ada.goOffline();
  await ada.conversation.attach(await picture('Plan.png', 300, 200), paper('Notes.pdf'));
  await ada.conversation.send('From the train');
  await ada.conversation.waitForStatus('From the train', 'sending');
  await ada.page.context().setOffline(false);
  await ada.conversation.waitForStatus('From the train', 'sent');
  await expect(grace.conversation.message('From the train')).toBeVisible();
  await expect(grace.conversation.file('Plan.png')).toHaveCount(1);
  await expect(grace.conversation.file('Notes.pdf')).toHaveCount(1);
  const seq = (name: string) => grace.conversation.file(name).getAttribute('data-seq');
  expect([await seq('Plan.png'), await seq('Notes.pdf')]).toEqual(['1', '2']);
});

test('a file on its way is still sent after the tab was closed', async ({ twoPeople: { ada, grace } }) => {
  await ada.goOffline();
  await ada.conversation.attach(paper('Late.pdf'));
  await ada.conversation.send('');
  await expect(ada.conversation.file('Late.pdf')).toHaveAttribute('data-message-status', 'sending');
  const tab = await ada.newTab();
  await ada.page.close();
  await tab.context.setOffline(false);
  await tab.page.goto('/chats');
  await expect(grace.conversation.file('Late.pdf')).toBeVisible();
});

test('names and contents that try to be scripts stay names and contents', async ({
  twoPeople: { ada, grace },
  api,
}) => {
  const name = '<img src=x onerror="document.title=\'owned\'">.svg';
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=\'owned\'"><script>document.title="owned"</script></svg>';
  await ada.conversation.attach({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await ada.conversation.send('');
  const card = grace.conversation.file(name);
  await expect(card.getByText(name)).toBeVisible();
  await expect(card.getByRole('img', { name })).toHaveCount(0);
  const href = (await card.getByRole('link').getAttribute('href')) ?? '';
  const answer = await (await api(grace)).get(href);
  expect(answer.headers()['content-disposition']).toMatch(/^attachment;/);
  expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8');
  await expect(grace.page).not.toHaveTitle('owned');
});

test('the list and a reply say what a file is', async ({ twoPeople: { ada, grace } }) => {
  await ada.conversation.attach(await picture('Cat.png', 60, 60));
  await ada.conversation.send('');
  const image = grace.conversation.file('Cat.png');
  await image.focus();
  await grace.page.keyboard.press('r');
  await grace.conversation.send('Nice');
  await expect(
    ada.conversation.message('Nice').getByRole('button', { name: /In reply to.*Photo/ }),
  ).toBeVisible();
  await ada.conversation.attach(paper());
  await ada.conversation.send('');
  const row = grace.page.locator('[data-conversation-id]').filter({ hasText: 'Paper.pdf' });
  await expect(row.first()).toBeVisible();
});

test.describe('with little room', () => {
  test.use({ ownServer: { FILE_SIZE_LIMIT: '10KB', FILE_QUOTA: '15KB' } });

  const large = (name: string, size: number) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.alloc(size, 1),
  });

  test('a file that is too large says so and loses nothing', async ({ twoPeople: { ada } }) => {
    await ada.conversation.composer.fill('Still here');
    await ada.conversation.attach(paper());
    await ada.page.getByLabel('Files to attach').setInputFiles([large('film.mov', 20_000)]);
    await expect(ada.page.getByText('film.mov is too large: 20 KB, where 10 KB is the most')).toBeVisible();
    await expect(ada.conversation.tray.getByRole('listitem')).toHaveCount(1);
    await expect(ada.conversation.composer).toHaveValue('Still here');
    await ada.conversation.composer.press('Enter');
    await ada.conversation.waitForStatus('Still here', 'sent');
  });

  test('files beyond the quota are kept, say why, and can be discarded', async ({ twoPeople: { ada } }) => {
    ada.problems.allow(/status of 413/);
    await ada.conversation.attach(large('one.bin', 9_000), large('two.bin', 9_000));
    await ada.conversation.send('And a word');
    await ada.conversation.waitForStatus('And a word', 'sent');
    const refused = ada.conversation.file('two.bin');
    await expect(refused).toHaveAttribute('data-message-status', 'failed');
    await expect(refused.getByText('Not sent. Your files take up all the space you have')).toBeVisible();
    await refused.getByRole('button', { name: 'Discard' }).click();
    await expect(refused).toHaveCount(0);
  });
});
