import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { sharedAssistant } from '#server/testing/assistant.ts';
import { codeBlocks } from '#server/testing/documents.ts';
import { until } from '#server/testing/until.ts';

const scene = sharedAssistant();

/** The document's class and its use as they stand, with another host, token and user. */
function runExample({ token, id }: { token: string; id: number }) {
  const [, , implementation = ''] = codeBlocks('assistant', 'javascript');
  const { host } = new URL(scene.application.address);
  const code = implementation
    .replace('localhost:3010', host)
    .replace('JWT_TOKEN', token)
    .replace('userId: 1', `userId: ${id}`);
  const logged: unknown[][] = [];
  const log = (...words: unknown[]) => void logged.push(JSON.parse(JSON.stringify(words)) as unknown[]);
  // The document sends before the socket is open, which its own class refuses: it is sent again below.
  const run = (more = '') =>
    runInContext(more, context) as { socket: WebSocket; sendMessage(data: object): void };
  const context = createContext({ WebSocket, console: { log, error: log } });
  const chat = run(`${code.replace('const chat', 'chat')}; chat`);
  const said = (words: string) =>
    until(
      () => Promise.resolve(logged.find((line) => JSON.stringify(line).includes(words))),
      `${words} in what the example logs`,
    );
  return { chat, said };
}

it('Frontend Implementation Example: connects, asks and is answered', async () => {
  const user = await scene.application.user('ada');
  const { chat, said } = runExample(user);
  expect(await said('not open')).toEqual(['WebSocket is not open.']);
  await said('Connection established');
  chat.sendMessage({ userId: user.id, prompt: 'Hola, ¿cómo estás?' });
  expect(await said('Response:')).toEqual(['Response:', 'Hola, ¿cómo estás?']);
  chat.sendMessage({ userId: user.id, prompt: ' ' });
  expect(await said('Error:')).toEqual(['Error:', ['prompt should not be empty']]);
  chat.socket.close();
});

it('Connections Requirements: is told that the token is wrong, and closed cleanly', async () => {
  const { said } = runExample({ token: 'JWT_TOKEN', id: 1 });
  expect(await said('Auth error')).toEqual(['Auth error:', ['Token is invalid']]);
  await said('Connection closed');
});

it('chat_message: is taken as the document writes it', async () => {
  const user = await scene.application.user('ada');
  const [, example = ''] = codeBlocks('assistant', 'javascript');
  const { host } = new URL(scene.application.address);
  const socket = new WebSocket(`ws://${host}?token=${user.token}`);
  const frames: unknown[] = [];
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data))));
  await new Promise((opened) => socket.addEventListener('open', opened));
  const send = (code: string) => runInContext(code, createContext({ socket, JSON }));
  send(example.replace('userId: 1', `userId: ${user.id}`).replace('sessionId: 1,', ''));
  const frame = await until(() => Promise.resolve(frames[0]), 'an answer');
  expect(frame).toMatchObject({ event: 'chat_response', data: { content: '¿Qué es React?' } });
  // Session 1 is nobody's, or somebody else's.
  send(example.replace('userId: 1', `userId: ${user.id}`).replace('sessionId: 1', 'sessionId: 999999'));
  expect(await until(() => Promise.resolve(frames[1]), 'an error')).toEqual({
    event: 'chat_error',
    success: false,
    message: { content: ['Conversation not found'], displayable: true },
    data: null,
  });
  socket.close();
});
