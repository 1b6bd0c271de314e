import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

const QUESTION = 'How do I close a support chat?';

test('without a model the help articles answer, say so, and each citation opens its passage', async ({
  ada,
}) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await page.getByRole('button', { name: QUESTION }).click();
  await expect(assistant.answers).toHaveCount(1);
  await expect(page).toHaveURL(/\/assistant\/\d+$/);
  await expect(assistant.answers).toContainText('No AI model is set up here');
  await expect(assistant.answers).toContainText('Only an admin can close a support chat');
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toContainText(QUESTION);
  await expectAccessible(page, 'an answer');
  await expectNoSidewaysScroll(page, 'an answer');

  await assistant.answers.getByRole('link', { name: '[1]' }).click();
  await expect(page).toHaveURL('/articles/support-chats#how-do-i-close-a-support-chat');
  await expect(page.getByRole('heading', { name: QUESTION })).toBeInViewport();
});

test('what is asked elsewhere is answered here while one looks', async ({ ada, signIn, api }) => {
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  await assistant.ask(QUESTION, 1);
  const id = Number(/\d+$/.exec(ada.page.url())?.[0]);
  const other = await signIn(ada);
  await other.page.goto(`/assistant/${id}`);
  const there = new AssistantPage(other.page);
  await expect(there.answers).toHaveCount(1);

  const rest = await api(ada);
  await rest.post(`/api/chats/conversations/${id}/messages`, {
    data: { message_type: 'text', content: 'How do I rename the group?' },
  });
  for (const { answers } of [assistant, there]) await expect(answers).toHaveCount(2);
  expect(await assistant.answers.allInnerTexts()).toEqual(await there.answers.allInnerTexts());
});

test('another answer and another question keep the earlier ones to leaf through', async ({ ada }) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.ask(QUESTION, 1);
  await assistant.ask('What do the ticks mean?', 2);

  await assistant.answers.last().getByRole('button', { name: 'Answer again' }).click();
  const versions = page.getByRole('group', { name: 'Versions of this answer' });
  await expect(versions).toContainText('2 / 2');
  await versions.getByRole('button', { name: 'Earlier answer' }).click();
  await expect(versions).toContainText('1 / 2');

  await page.getByText(QUESTION, { exact: true }).last().hover();
  await page.getByRole('button', { name: 'Edit question' }).first().click();
  await page.getByRole('textbox', { name: 'Question', exact: true }).fill('How do I leave a group?');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(assistant.answers).toHaveCount(1);
  await expect(assistant.answers).toContainText('group');
  const editions = page.getByRole('group', { name: 'Versions of this question' });
  await expect(editions).toContainText('2 / 2');
  await editions.getByRole('button', { name: 'Earlier question' }).click();
  await expect(assistant.answers).toHaveCount(2);
});

test('a conversation is renamed and deleted', async ({ ada }) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.ask(QUESTION, 1);
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Closing chats');
  await page.keyboard.press('Enter');
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await expect(list).toContainText('Closing chats');

  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL('/assistant');
  await expect(page.getByText('What you ask the assistant is kept here.')).toBeVisible();
});
