import { expect } from '#e2e/fixtures/test.ts';
import { test as base } from '#e2e/fixtures/with-model.ts';
import { AssistantPage } from '#e2e/pages/assistant-page.ts';

/** A browser with a microphone that beeps, and nobody who has to allow it. */
const test = base.extend({
  ownServer: async ({ model }, provide) =>
    provide({ OPENAI_BASE_URL: model.url, OPENAI_TRANSCRIPTION_MODEL: 'fake-ear' }),
  launchOptions: [
    async ({ launchOptions }, provide) =>
      provide({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
        ],
      }),
    { scope: 'worker' },
  ],
});

test('what is said becomes text that can be changed, and is not sent by itself', async ({ ada, model }) => {
  const { page } = ada;
  const assistant = new AssistantPage(page);
  await assistant.open();
  await assistant.question.fill('Please:');
  model.listens({ words: 'how do I close a chat?' });
  await assistant.speak();
  await expect(assistant.question).toHaveValue('Please: how do I close a chat?');
  await expect(assistant.question).toBeFocused();
  await expect(page).toHaveURL(/\/assistant\/new$/);
  expect(model.heard).toMatchObject([{ model: 'fake-ear', name: 'recording.webm' }]);
  expect(model.heard[0]?.size).toBeGreaterThan(0);
  await assistant.question.press('Enter');
  await expect(assistant.answers).toContainText('Please: how do I close a chat?');
});

test('what was said and is forgotten is not written down', async ({ ada, model }) => {
  const assistant = new AssistantPage(ada.page);
  await assistant.open();
  await assistant.listen();
  await assistant.forget.click();
  await expect(assistant.voice).toHaveAttribute('data-voice-state', 'idle');
  model.listens('hang');
  await assistant.speak();
  await model.hangs();
  await assistant.forget.click();
  await expect(assistant.voice).toHaveAttribute('data-voice-state', 'idle');
  model.listens({ words: 'Only this' });
  await assistant.speak();
  await expect(assistant.question).toHaveValue('Only this');
});

test.describe('a recording that cannot be written down', () => {
  test.use({ allowedProblems: /status of 502|answer: 502/ });

  test('is told, and what was written stays', async ({ ada, model }) => {
    const assistant = new AssistantPage(ada.page);
    await assistant.open();
    const alert = ada.page.getByRole('main').getByRole('alert');
    await assistant.question.fill('Already written');
    model.listens('500');
    await assistant.speak();
    await expect(alert).toHaveText('The recording could not be written down');
    await expect(assistant.question).toHaveValue('Already written');
    model.listens({ words: '' });
    await assistant.speak();
    await expect(alert).toHaveText('Nothing was heard');
  });
});
