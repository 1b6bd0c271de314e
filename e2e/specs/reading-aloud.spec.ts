import { expectAccessible } from '#e2e/fixtures/accessibility.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { test as base } from '#e2e/fixtures/with-model.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';
import { SettingsPage } from '#e2e/pages/settings-page.ts';

const test = base.extend({
  ownServer: async ({ model }, provide) =>
    provide({ OPENAI_BASE_URL: model.url, OPENAI_SPEECH_MODEL: 'fake-voice' }),
});

test('an answer is made and loaded when somebody wants to hear it, and one plays at a time', async ({
  ada,
  model,
}) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'media') loaded.push(new URL(request.url()).pathname);
  });
  await assistant.open();
  await assistant.ask('The first one', 1);
  await assistant.ask('speech-hang', 2);
  const [first, second] = [assistant.answers.first(), assistant.answers.last()];
  const button = first.locator('[data-speech-state]');
  await expect(button).toHaveAccessibleName('Read aloud');
  expect(model.spoken).toEqual([]);

  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('data-speech-state', 'playing');
  await expect(button).toHaveAccessibleName('Pause reading');
  expect(model.spoken.map(({ input }) => input)).toEqual(['The first one']);
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.every((path) => path.startsWith('/api/files/'))).toBe(true);

  // Another one takes its place at once, and has to be waited for.
  await second.getByRole('button', { name: 'Read aloud' }).click();
  await expect(button).toHaveAttribute('data-speech-state', 'idle');
  await expect(page.getByText('Preparing the audio')).toBeAttached();
  await model.hangs();
  model.resume();
  const other = second.locator('[data-speech-state]');
  await expect(other).toHaveAttribute('data-speech-state', 'playing');
  await second.getByRole('button', { name: 'Pause reading' }).click();
  await expect(other).toHaveAttribute('data-speech-state', 'paused');
  await second.getByRole('button', { name: 'Go on reading' }).click();
  await expect(other).toHaveAttribute('data-speech-state', 'playing');

  // It is there from now on.
  await page.reload();
  await button.click();
  await expect(button).toHaveAttribute('data-speech-state', 'playing');
  expect(model.spoken).toHaveLength(2);
});

test('what cannot be read aloud is told, and can be tried again', async ({ ada }) => {
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  await assistant.ask('speech-500', 1);
  const button = assistant.answers.getByRole('button', { name: 'Read aloud' });
  await button.click();
  await expect(
    ada.page.getByText('Not read aloud. The answer could not be read aloud', { exact: true }),
  ).toBeVisible();
  await expect(button).toBeEnabled();
});

test('always is a setting: answers come with their speech', async ({ ada, model }) => {
  const { page } = ada;
  const settings = new SettingsPage(page);
  await settings.open();
  await expect(page.getByRole('radio', { name: 'On demand' })).toBeChecked();
  await settings.readAloud('Always');
  await expect(page.getByRole('radio', { name: 'Always' })).toBeChecked();
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.ask('Say it at once: speech-short', 1);
  expect(model.spoken.map(({ input }) => input)).toEqual(['Say it at once: speech-short']);
  await expectAccessible(page, 'an answer that can be read aloud');
  // It is played to its end.
  const loaded = page.waitForResponse((response) => response.request().resourceType() === 'media');
  await assistant.answers.getByRole('button', { name: 'Read aloud' }).click();
  await loaded;
  await expect(assistant.answers.getByRole('button', { name: 'Read aloud' })).toBeVisible();
  await expect(page.getByText(/^Not read aloud/)).toHaveCount(0);
  expect(model.spoken).toHaveLength(1);
  await settings.open();
  await expect(page.getByRole('radio', { name: 'Always' })).toBeChecked();
});
