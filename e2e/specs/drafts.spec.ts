import { expectAccessible } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

test('a drafted reply is edited and sent by an admin, or taken back when another has answered', async ({
  data,
  ada,
  admin,
  signIn,
}) => {
  const chat = await data.support(ada, 'Billing');
  await data.messages(chat, [{ from: ada, content: 'How do I leave a group?' }]);
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  for (const { page, connection } of [admin, linus]) {
    await page.goto(`/desk/${chat}`);
    await connection.waitFor('online');
  }
  const draft = admin.page.getByRole('button', { name: 'Draft a reply' });
  const hint = admin.page.getByText('Drafted for you: check it before you send it');
  const { composer } = admin.conversation;

  await draft.click();
  await expect(hint).toBeVisible();
  await expect(composer).toHaveValue(/leave/i);
  await expect(admin.page.getByRole('list', { name: 'Sources' }).getByRole('link')).toHaveCount(1);
  await expectAccessible(admin.page, 'a drafted reply');
  await linus.conversation.send('Open its details and choose Leave.');
  await expect(admin.conversation.message('Open its details and choose Leave.')).toBeVisible();
  await expect(composer).toHaveValue('');
  await expect(hint).toBeHidden();

  // Nothing is sent but by a person, and what they wrote stays theirs.
  await draft.click();
  await expect(hint).toBeVisible();
  await composer.fill('As Linus says.');
  await linus.conversation.send('Does that help?');
  await expect(admin.conversation.message('Does that help?')).toBeVisible();
  await expect(composer).toHaveValue('As Linus says.');
  await composer.press('Enter');
  await expect(linus.conversation.message('As Linus says.')).toBeVisible();
  expect(await data.stored(chat)).toHaveLength(4);

  // What is written after a draft was sent is the admin's own.
  await draft.click();
  await expect(hint).toBeVisible();
  await composer.press('Enter');
  await expect(composer).toHaveValue('');
  await composer.fill('All of it my own');
  await expect(draft).toBeHidden();
  await expect(hint).toBeHidden();
});
