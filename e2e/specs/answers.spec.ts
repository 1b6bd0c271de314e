import type { Locator } from '@playwright/test';
import { expect } from '#e2e/fixtures/test.ts';
import { test } from '#e2e/fixtures/with-model.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

const BEGINNING = 'The answer begins';
const WHOLE = 'The answer begins and ends.';

test('an answer grows alike in two tabs and on another device, and goes on after a reload', async ({
  ada,
  signIn,
  model,
}) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.begin('!wait');
  await expect(assistant.running).toContainText(BEGINNING);
  await expect(page).toHaveURL(/\/assistant\/\d+$/);

  const tab = await ada.context.newPage();
  const device = await signIn(ada);
  const places: Locator[] = [assistant.running];
  for (const other of [tab, device.page]) {
    await other.goto(page.url());
    places.push(new AssistantPage(other).running);
  }
  for (const place of places) await expect(place).toHaveText(BEGINNING);
  await page.reload();
  await expect(assistant.running).toHaveText(BEGINNING);

  model.resume();
  for (const other of [page, tab, device.page])
    await expect(new AssistantPage(other).answers.first()).toContainText(WHOLE);
  await expect(assistant.answers.first()).toContainText('fake-model');
  expect(model.questions()).toHaveLength(1);
});

test('Stop keeps what was written, lets the model go, and the answer can be continued', async ({
  ada,
  model,
}) => {
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  await assistant.begin('!wait');
  await expect(assistant.running).toHaveText(BEGINNING);
  await ada.page.getByRole('button', { name: 'Stop' }).click();
  await model.when(() => model.questions()[0]?.state === 'aborted' || undefined);
  const stopped = assistant.answers.first();
  await expect(stopped).toContainText(BEGINNING);
  await expect(stopped).toContainText('You stopped this answer.');

  await stopped.getByRole('button', { name: 'Continue' }).click();
  // The model repeats what it is asked then.
  await expect(assistant.answers.first()).toContainText(`${BEGINNING}Your answer was cut off`);
  await expect(assistant.answers.first()).toHaveAttribute('data-answer-status', 'COMPLETED');
});

test('what is asked meanwhile waits visibly, and is answered in its turn', async ({ ada, model }) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.begin('!wait');
  await expect(assistant.running).toHaveText(BEGINNING);
  await assistant.begin('And the second?');
  await expect(page.getByText('Waits until the answer before it is finished')).toBeVisible();
  model.resume();
  await expect(assistant.answers).toHaveCount(2);
  await expect(assistant.answers.nth(0)).toContainText(WHOLE);
  await expect(assistant.answers.nth(1)).toContainText('And the second?');
});

test('an answer whose server was killed keeps its words, says so, and can be continued', async ({
  ada,
  data,
  server,
}) => {
  ada.problems.allow(/ERR_CONNECTION|WebSocket connection|502|503/);
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  await assistant.begin('!wait');
  await expect(assistant.running).toHaveText(BEGINNING);
  const kept = async () =>
    (await data.database.pool.query<{ content: string }>('select content from runs')).rows[0]?.content;
  await expect.poll(kept).toBe(BEGINNING);
  await server.kill();
  await server.start();

  const left = assistant.answers.first();
  await expect(left).toContainText('The server stopped while this was being written.');
  await expect(left).toContainText(BEGINNING);
  await left.getByRole('button', { name: 'Continue' }).click();
  await expect(assistant.answers.first()).toContainText(`${BEGINNING}Your answer was cut off`);
  await expect(assistant.answers.first()).toHaveAttribute('data-answer-status', 'COMPLETED');
});

test('a model that fails leaves the help articles to answer, and the next question is asked of it again', async ({
  ada,
}) => {
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  await assistant.ask('!500 How do I leave a group?', 1);
  await expect(assistant.answers.first()).toContainText('Help articles');
  await assistant.ask('Are you there?', 2);
  await expect(assistant.answers.last()).toContainText('fake-model');
  await assistant.ask('!filter', 3);
  await expect(assistant.answers.last()).toContainText(BEGINNING);
  await expect(assistant.answers.last()).toContainText('This answer could not be finished.');
});

test('whoever has chosen a model is answered by it, after a reload too', async ({ ada, model }) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await page.getByRole('button', { name: 'Model: fake-model' }).click();
  await page.getByRole('menuitemradio', { name: 'other-model' }).click();
  await page.keyboard.press('Escape');
  await assistant.ask('Who are you?', 1);
  await expect(assistant.answers.first()).toContainText('other-model');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Model: other-model' })).toBeVisible();
  await assistant.ask('And now?', 2);
  expect(model.questions().map(({ request }) => request.model)).toEqual(['other-model', 'other-model']);
});

test('whoever writes @assistant among people is answered there, before all of them', async ({
  twoPeople: { ada, grace },
  model,
}) => {
  await ada.conversation.send('@assistant !wait');
  await expect(grace.page.getByRole('status').getByText('Assistant is typing')).toBeVisible();
  // It is said from when somebody begins to answer, which may be before the model is asked.
  await model.hangs();
  model.resume();
  for (const { page } of [ada, grace]) {
    await expect(page.getByRole('log').getByText(WHOLE)).toBeVisible();
    await expect(page.getByText('Assistant is typing')).toBeHidden();
  }
});
