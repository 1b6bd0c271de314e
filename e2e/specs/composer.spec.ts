import { expect, test } from '#e2e/fixtures/test.ts';

test('Enter sends, Shift and Enter break the line', async ({ twoPeople: { ada, grace } }) => {
  const { composer } = ada.conversation;
  await composer.pressSequentially('First line');
  await composer.press('Shift+Enter');
  await composer.pressSequentially('second line');
  await expect(composer).toHaveValue('First line\nsecond line');
  await composer.press('Enter');
  await expect(composer).toHaveValue('');
  await expect(grace.conversation.at(1)).toContainText('First line\nsecond line');
});

test('nothing is sent while an input method composes', async ({
  data,
  twoPeople: { ada, conversationId },
}) => {
  const { composer } = ada.conversation;
  const chromium = await ada.context.newCDPSession(ada.page);
  await composer.focus();
  await chromium.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await expect(composer).toHaveValue('にほん');
  // The Enter that takes a suggestion: it belongs to the input method and types nothing.
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  await chromium.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await chromium.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await chromium.send('Input.insertText', { text: '日本' });
  await expect(composer).toHaveValue('日本');
  expect(await data.stored(conversationId)).toEqual([]);
  await ada.page.keyboard.press('Enter');
  await ada.conversation.waitForStatus('日本', 'sent');
});

test('an empty message is not sent', async ({ data, twoPeople: { ada, conversationId } }) => {
  await ada.conversation.send('   ');
  await ada.conversation.composer.fill('');
  await ada.conversation.send('Not empty');
  await ada.conversation.waitForStatus('Not empty', 'sent');
  expect(await data.stored(conversationId)).toHaveLength(1);
});

test('a text that is too long says by how much and is not sent', async ({ twoPeople: { ada } }) => {
  await ada.conversation.composer.fill('x'.repeat(16_007));
  await expect(ada.page.getByText('7 characters too many')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Send' })).toBeDisabled();
});

test('each conversation keeps its draft, over reloads too', async ({ data, ada, grace }) => {
  const linus = await data.user('Linus');
  const [withGrace, withLinus] = [await data.direct(ada, grace), await data.direct(ada, linus)];
  await ada.open(withGrace);
  const { composer } = ada.conversation;
  await composer.fill('For Grace');
  await ada.chats.row(withLinus).click();
  await expect(composer).toHaveAccessibleName('Message Linus');
  await expect(composer).toHaveValue('');
  await composer.fill('For Linus');
  await ada.page.reload();
  await expect(composer).toHaveValue('For Linus');
  await ada.chats.row(withGrace).click();
  await expect(composer).toHaveValue('For Grace');
  await expect(ada.chats.row(withLinus)).toContainText('For Linus');
  await composer.press('Enter');
  await ada.conversation.waitForStatus('For Grace', 'sent');
  await ada.page.reload();
  await ada.conversation.waitUntilOpen();
  await expect(composer).toHaveValue('');
});

test('the field grows with its text', async ({ twoPeople: { ada } }) => {
  const { composer } = ada.conversation;
  const height = async () => (await composer.boundingBox())?.height ?? 0;
  const one = await height();
  await composer.fill('1\n2\n3\n4');
  await expect.poll(height).toBeGreaterThan(one * 2);
  await composer.fill('');
  await expect.poll(height).toBe(one);
});

test('a link in a message leads out of the page without telling where from', async ({
  twoPeople: { ada },
}) => {
  await ada.conversation.send('See https://example.com/a?b=1 and <b>this</b>');
  const message = ada.conversation.message('See https://example.com/a?b=1 and <b>this</b>');
  const link = message.getByRole('link');
  await expect(link).toHaveAttribute('href', 'https://example.com/a?b=1');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener.*noreferrer/);
});
