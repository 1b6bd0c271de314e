import { expect, test } from '#e2e/fixtures/test.ts';
import { Connection } from '#e2e/pages/connection.ts';
import { SignInPage } from '#e2e/pages/sign-in-page.ts';

test('everything that two people do with messages goes without a mouse', async ({ page, data, hub }) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  await data.messages(conversationId, [{ from: grace, content: 'Do you copy?' }]);
  const { keyboard } = page;

  // The page itself says where the typing begins: the first field.
  await new SignInPage(page).open();
  await page.getByLabel('Email').focus();
  await keyboard.type(ada.email);
  await keyboard.press('Tab');
  await keyboard.type(ada.password);
  await keyboard.press('Enter');
  await expect(page).toHaveURL('/chats');
  // Only then do its keys do anything.
  await new Connection(page).waitFor('online');

  // From the search field down into the list.
  await page.getByRole('searchbox', { name: 'Search chats and people' }).focus();
  await keyboard.press('ArrowDown');
  await expect(page.locator(`[data-conversation-id="${conversationId}"]`)).toBeFocused();
  await keyboard.press('Enter');
  const composer = page.getByRole('textbox', { name: 'Message Grace' });
  await expect(composer).toBeFocused();
  await keyboard.type('Loud and clear');
  await keyboard.press('Enter');
  const messages = page.getByRole('log', { name: 'Messages' });
  const message = (text: string) => messages.getByRole('article').filter({ hasText: text });
  await expect(message('Loud and clear')).toHaveAttribute('data-message-status', 'sent');

  // Up edits the last own one.
  await keyboard.press('ArrowUp');
  await expect(page.getByText('Editing your message')).toBeVisible();
  await keyboard.type('!');
  await keyboard.press('Enter');
  await expect(message('Loud and clear!')).toContainText('edited');

  // Back into the messages, up to hers, and R answers it.
  await keyboard.press('Shift+Tab');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(message('Do you copy?').first()).toBeFocused();
  await keyboard.press('r');
  await expect(page.getByText('Replying to Grace')).toBeVisible();
  await expect(composer).toBeFocused();
  await keyboard.type('I do');
  await keyboard.press('Enter');
  await expect(message('I do')).toContainText('In reply to');

  // A reaction, by the bar of the message that has the focus.
  await keyboard.press('Shift+Tab');
  await keyboard.press('Home');
  await expect(message('Do you copy?').first()).toBeFocused();
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'React' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Emojis' }).getByRole('button').first()).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(message('Do you copy?').first().getByRole('list', { name: 'Reactions' })).toContainText('1');

  // Delete asks first; Esc leads back to the composer.
  await keyboard.press('End');
  await expect(message('I do')).toBeFocused();
  await keyboard.press('Delete');
  const question = page.getByRole('alertdialog', { name: 'Delete this message?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  const tombstone = message('Message deleted');
  await expect(tombstone).toBeFocused();
  await keyboard.press('Escape');
  await expect(composer).toBeFocused();

  const reader = await hub(grace);
  const { messages: stored } = await reader.send('conversation.history', { conversationId });
  expect(stored.map(({ content, deletedAt }) => (deletedAt ? null : content))).toEqual([
    'Do you copy?',
    'Loud and clear!',
    null,
  ]);
  expect(Object.values(stored[0]?.reactions ?? {})).toEqual([[ada.id]]);
});

test('Control and K find people and conversations from anywhere', async ({ data, ada, grace }) => {
  const linus = await data.user('Linus');
  const conversationId = await data.direct(ada, grace);
  await ada.open(conversationId);
  const { keyboard } = ada.page;
  await keyboard.press('Control+k');
  await keyboard.type(linus.username);
  await expect(ada.page.getByRole('option', { name: /Linus/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(ada.page.getByRole('textbox', { name: 'Message Linus' })).toBeFocused();

  await keyboard.press('Control+k');
  await keyboard.type('Grace');
  await expect(ada.page.getByRole('option', { name: /Grace/ }).first()).toBeVisible();
  await keyboard.press('Enter');
  await expect(ada.page).toHaveURL(`/chats/${conversationId}`);
});

test('Esc closes what is open and gives the focus back', async ({ twoPeople: { ada } }) => {
  const { page } = ada;
  const opener = page.getByRole('button', { name: 'New conversation' }).first();
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(ada.chats.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ada.chats.dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('Tab first leads past the rail and the list', async ({ ada }) => {
  await ada.settings.open();
  await ada.page.keyboard.press('Tab');
  const skip = ada.page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('main')).toBeFocused();
});
