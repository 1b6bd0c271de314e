import { beforeAll, expect, it } from 'vitest';
import { shipArticles } from '#server/testing/articles.ts';
import { answerTo, assistantChat, sharedAssistant } from '#server/testing/assistant.ts';

const scene = sharedAssistant();
beforeAll(() => shipArticles(scene.application));

it('shows the model what the articles say, and keeps of its citations those that there are', async () => {
  const { client, ask } = await assistantChat(scene.application);
  const { content, answer } = await answerTo(client, await ask('How do I open a support chat? !cite'));
  expect(content).toBe('As the articles say [1]. And this nobody says. `a[0]` is code.');
  expect(answer.citations).toMatchObject([{ n: 1 }]);
  const [system] = scene.model.questions()[0]?.request.messages ?? [];
  expect(system?.content).toContain(`[1] ${answer.citations[0]?.title}`);
});

it('answers from the articles where no model does', async () => {
  const { client, ask } = await assistantChat(scene.application);
  const { content, answer } = await answerTo(client, await ask('How do I open a support chat? !500'));
  expect(answer).toMatchObject({ provider: 'knowledge', fallbackUsed: true, status: 'COMPLETED' });
  expect(answer.citations.length).toBeGreaterThan(0);
  expect(content).toContain('cannot be reached');
  expect(answer.precis).toMatch(/\S/);
});
