import { readFile } from 'node:fs/promises';
import { expect, test } from '#e2e/fixtures/test.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

test('whoever the assistant cannot help talks to a person, who knows what was said, and may go back', async ({
  ada,
  admin,
}) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  const question = `Where is parcel ${ada.id}?`;
  await assistant.open();
  await assistant.ask(question, 1);
  await page.getByRole('button', { name: 'Talk to a person' }).click();

  await expect(page).toHaveURL(/\/support\/\d+$/);
  await expect(ada.support.state).toContainText('Waiting');
  const chatId = Number(new URL(page.url()).pathname.split('/').at(-1));
  await admin.page.goto(`/desk/${chatId}`);
  await admin.connection.waitFor('online');
  await expect(admin.page.getByRole('log')).toContainText('I have asked the assistant before.');
  const transcript = admin.page.getByRole('link', { name: /^Download .*\.md/ });
  const download = admin.page.waitForEvent('download');
  await transcript.click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain(question);

  await page.goto('/assistant');
  await page.getByRole('link', { name: question }).click();
  await expect(
    page.getByRole('log').getByText('A person answers in a support chat. The assistant is silent here.'),
  ).toHaveCount(1);
  await expect(assistant.question).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Go to the chat' })).toHaveAttribute(
    'href',
    `/support/${chatId}`,
  );
  await page.getByRole('button', { name: 'Ask the assistant again' }).click();
  await assistant.ask('How do I leave a group?', 2);
});
