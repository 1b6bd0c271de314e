import { beforeAll, expect, it } from 'vitest';
import { shipArticles } from '#server/testing/articles.ts';
import { sharedAssistant } from '#server/testing/assistant.ts';
import { sharedApplication, startApplication } from '#server/testing/application.ts';
import { present } from '#server/testing/conversations.ts';

const scene = sharedAssistant({ ASSISTANT_LIMIT: 'off' });
const offline = sharedApplication();
beforeAll(() => Promise.all([scene.application, offline].map(shipArticles)));

/** A client who has asked that, and an admin. */
async function asked(application: typeof offline, content: string) {
  const [ada, admin] = await Promise.all([
    present(application, 'ada'),
    present(application, 'admin', 'ADMIN'),
  ]);
  const { conversationId } = await ada.client.ok('support.open', {
    subject: 'A question',
    content,
    clientId: crypto.randomUUID(),
  });
  return { ada, admin, conversationId };
}

it('is what a model makes of the client’s latest message, without marks', async () => {
  const { admin, conversationId } = await asked(scene.application, '!cite How do I close a support chat?');
  const draft = await admin.client.ok('support.draft', { conversationId });
  expect(draft.content).toBe('As the articles say. And this nobody says. `a[0]` is code.');
  expect(draft.citations.map(({ n }) => n)).toEqual([1]);
  expect(draft.seq).toBe(1);
});

it('knows what was said in the chat, and no note', async () => {
  const { ada, admin, conversationId } = await asked(scene.application, 'My parcel is blue');
  await admin.client.ok('support.note', {
    conversationId,
    content: 'canary-note',
    clientId: crypto.randomUUID(),
  });
  await admin.client.ok('support.claim', { conversationId });
  const say = (client: typeof ada.client, content: string) =>
    client.ok('message.send', { conversationId, content, clientId: crypto.randomUUID() });
  await say(admin.client, 'Which one?');
  await say(ada.client, '!echo The one of Monday');
  const { content } = await admin.client.ok('support.draft', { conversationId });
  for (const said of ['My parcel is blue', 'Which one?', 'The one of Monday'])
    expect(content).toContain(said);
  expect(content).not.toContain('canary-note');
  const { messages } = await admin.client.ok('conversation.history', { conversationId });
  expect(messages).toHaveLength(3);
});

it('is the passage that fits best where no model answers', async () => {
  for (const application of [scene.application, offline]) {
    const { admin, conversationId } = await asked(application, '!500 How do I close a support chat?');
    const draft = await admin.client.ok('support.draft', { conversationId });
    // As a person would type it.
    expect(draft.content).toMatch(/\w/);
    expect(draft.content).not.toMatch(/AI model|\*\*|\]\(|^#/m);
    expect(draft.citations).toMatchObject([{ n: 1, slug: expect.stringContaining('support') as string }]);
  }
  const { admin, conversationId } = await asked(offline, 'Qwertyuiop zxcvbnm');
  expect((await admin.client.refused('support.draft', { conversationId })).code).toBe('nothing_known');
});

it('is limited for each admin, beside the answers that they ask for', async () => {
  const application = await startApplication({ ASSISTANT_LIMIT: '1/1h' });
  await shipArticles(application);
  const { admin, conversationId } = await asked(application, 'How do I close a support chat?');
  await admin.client.ok('support.draft', { conversationId });
  const { code, details } = await admin.client.refused('support.draft', { conversationId });
  expect(code).toBe('rate_limited');
  expect(details?.retryAfter).toBeGreaterThan(0);
  const { allowance } = await admin.client.ok('assistant.options', {});
  expect(allowance?.remaining).toBe(1);
  await application.stop();
});

it('is for admins, of chats of others in which something was asked', async () => {
  const { ada, admin, conversationId } = await asked(scene.application, 'Hello');
  expect((await ada.client.refused('support.draft', { conversationId })).code).toBe('forbidden');
  const own = await admin.client.ok('support.open', {
    subject: 'Mine',
    content: 'Hello',
    clientId: crypto.randomUUID(),
  });
  expect((await admin.client.refused('support.draft', { conversationId: own.conversationId })).code).toBe(
    'forbidden',
  );
  const direct = await ada.client.ok('conversation.direct', { userId: admin.user.id });
  expect((await admin.client.refused('support.draft', { conversationId: direct.conversationId })).code).toBe(
    'conversation_not_found',
  );
});
