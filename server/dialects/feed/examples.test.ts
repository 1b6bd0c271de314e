import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, send } from '#server/testing/conversations.ts';
import { codeBlocks } from '#server/testing/documents.ts';
import { until } from '#server/testing/until.ts';
import type { TestUser } from '#server/testing/users.ts';

const application = sharedApplication();

/** Runs the document's example as it stands, in a page where `token` is stored; answers what it logs. */
function runExample(token: string) {
  const [connection, authenticating, listening, disconnecting] = codeBlocks('feed', 'javascript');
  const code = [connection, authenticating, listening, disconnecting]
    .join('\n')
    .replace('localhost:3001', new URL(application.address).host);
  const logged: unknown[][] = [];
  const log = (...words: unknown[]) => void logged.push(JSON.parse(JSON.stringify(words)) as unknown[]);
  runInContext(
    code,
    createContext({
      WebSocket,
      localStorage: { getItem: () => token },
      console: { log, error: log, warn: log },
    }),
  );
  const said = (words: string) =>
    until(
      () => Promise.resolve(logged.find((line) => JSON.stringify(line).includes(words))),
      `${words} in what the example logs`,
    );
  return { said, logged };
}

it('sections 1 to 5: connects, signs in, hears messages and chats', async () => {
  const { ada, users, conversationId } = await directPair(application);
  const { said } = runExample(users.grace.token);
  await said('WebSocket connection established.');
  await said('WebSocket authentication successful!');
  await send(ada, conversationId, 'Welcome');
  expect(await said('Welcome')).toMatchObject([
    'Received message from server:',
    { type: 'new_message', payload: { chatId: String(conversationId), content: 'Welcome' } },
  ]);
  const alan: TestUser = await application.user('alan');
  const made = await ada.ok('conversation.group', {
    title: 'The first question of the chat...',
    userIds: [users.grace.id, alan.id],
    clientId: 'g',
  });
  expect(await said('"new_chat"')).toMatchObject([
    'Received message from server:',
    { payload: { id: String(made.conversationId), title: 'The first question of the chat...' } },
  ]);
});

it('sections 3 and 5: is told that its token is wrong, and of the close', async () => {
  const { said } = runExample('YOUR_JWT_TOKEN');
  expect(await said('authentication failed')).toEqual([
    'WebSocket authentication failed:',
    'Token is invalid',
  ]);
  expect(await said('WebSocket connection closed.')).toEqual(['WebSocket connection closed.', 1008, '']);
});
