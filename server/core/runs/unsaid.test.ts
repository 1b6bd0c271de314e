import { expect, it } from 'vitest';
import { answerTo, assistantChat, runIn, sharedAssistant } from '#server/testing/assistant.ts';
import { uuidOf } from '#server/testing/conversations.ts';
import { conversations } from '#server/testing/voices/conversations.ts';
import { feed } from '#server/testing/voices/feed.ts';
import { subscriptions } from '#server/testing/voices/subscriptions.ts';
import { support } from '#server/testing/voices/support.ts';

const scene = sharedAssistant();

it('tells of a failed answer in feed only, and of what was never begun nowhere else', async () => {
  const { application } = scene;
  const { user, client, conversationId, ask } = await assistantChat(application);
  const room = { id: conversationId, uuid: await uuidOf(application, conversationId) };
  const speakers = [feed, conversations, support, subscriptions];
  const voices = await Promise.all(
    speakers.map(async (speaker) => ({
      name: speaker.name,
      voice: await speaker.connect(application, user.token, [room]),
    })),
  );

  await answerTo(client, await ask('!filter'));
  const waiting = await ask('!hang');
  const { id } = await runIn(client, waiting, 'RUNNING');
  await client.ok('run.stop', { runId: id });
  await answerTo(client, waiting);
  await answerTo(client, await ask('The end'));

  for (const { name, voice } of voices) {
    await voice.heard('The end');
    // The question and the answer.
    const end = ['The end', 'The end'];
    const also = name === 'feed' ? ['The answer begins', 'The answer was stopped'] : [];
    await expect.poll(() => voice.texts().filter((text) => !text.startsWith('!'))).toEqual([...also, ...end]);
    voice.close();
  }
});
