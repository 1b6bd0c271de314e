import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startApplication, type TestApplication } from '#server/testing/application.ts';
import { directPair } from '#server/testing/conversations.ts';
import { until } from '#server/testing/until.ts';
import { createLines } from './lines.ts';

let application: TestApplication;
beforeAll(async () => {
  application = await startApplication({}, undefined, { dialects: [['/ws/lines', createLines]] });
});
afterAll(() => application.stop());

function open(token: string) {
  const socket = new WebSocket(`${application.address.replace('http', 'ws')}/ws/lines?token=${token}`);
  const lines: string[] = [];
  let closed: number | undefined;
  socket.on('message', (data) => void lines.push(String(data)));
  socket.on('close', (code) => (closed = code));
  return {
    lines,
    opened: () => until(() => Promise.resolve(socket.readyState === WebSocket.OPEN), 'an open socket'),
    send: (line: string) => socket.send(line),
    heard: (count: number) => until(() => Promise.resolve(lines.length >= count), `${count} lines`),
    closed: () => until(() => Promise.resolve(closed), 'the end of the socket'),
  };
}

it('the page about adding a dialect shows this one as it is', async () => {
  const page = await readFile(new URL('../../../docs/adding-a-dialect.md', import.meta.url), 'utf8');
  const code = await readFile(new URL('./lines.ts', import.meta.url), 'utf8');
  expect(page).toContain(`\`\`\`ts\n${code}\`\`\``);
});

it('a sixth published dialect hears the others, and is heard by them', async () => {
  const { ada, users, conversationId } = await directPair(application);
  const { username } = users.grace.account;
  const grace = open(users.grace.token);
  await grace.opened();
  grace.send(`${conversationId} Hello in a line`);
  await grace.heard(1);
  expect(grace.lines).toEqual([`${conversationId} ${username}: Hello in a line`]);
  const heard = await ada.next('changes', ({ messages }) => messages.length > 0);
  expect(heard.messages.map(({ content }) => content)).toEqual(['Hello in a line']);

  await ada.ok('message.send', { conversationId, content: 'And back', clientId: 'back' });
  await grace.heard(2);
  expect(grace.lines[1]).toBe(`${conversationId} ${users.ada.account.username}: And back`);
});

it('has no rules of its own: what is refused is what core refuses, and who is signed out goes', async () => {
  const { users } = await directPair(application);
  const { conversationId: foreign } = await directPair(application);
  const grace = open(users.grace.token);
  await grace.opened();
  grace.send(`${foreign} Let me in`);
  await grace.heard(1);
  expect(grace.lines).toEqual(['! conversation_not_found']);

  const session = await application.authenticator.request({}, users.grace.token);
  await application.core.identity.revokeTokens(session);
  expect(await grace.closed()).toBe(1008);
  expect(grace.lines[1]).toBe('! session_ended');

  const stranger = open('no token');
  expect(await stranger.closed()).toBe(1008);
  expect(stranger.lines).toEqual(['! token_invalid']);
});
