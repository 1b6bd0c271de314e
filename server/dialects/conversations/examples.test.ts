import { createContext, runInContext } from 'node:vm';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restMessage } from '#server/protocol/rest.ts';
import { type TestApplication, startApplication } from '#server/testing/application.ts';
import { type ChatClient, openChat } from '#server/testing/chat-client.ts';
import { codeBlocks } from '#server/testing/documents.ts';
import type { TestUser } from '#server/testing/users.ts';
import { until } from '#server/testing/until.ts';

/** The document speaks of user 1, user 2 and conversation 1: a server of its own for each example has them. */
let application: TestApplication;
let ada: TestUser;
let grace: TestUser;
let friend: ChatClient;
let sockets: ChatClient['socket'][] = [];

async function start(settings: Record<string, string> = {}) {
  application = await startApplication(settings);
  // Those whom the migrations make.
  await application.pool.query('truncate users restart identity cascade');
  ada = await application.user('ada');
  grace = await application.user('grace');
  const hub = await application.connect(ada);
  const { conversationId } = await hub.ok('conversation.direct', { userId: grace.id });
  hub.close();
  expect([ada.id, grace.id, conversationId]).toEqual([1, 2, 1]);
  friend = openChat(`${application.address}/chat`, { query: { userId: 2 }, auth: { token: grace.token } });
  sockets.push(friend.socket);
  await friend.ask('join-conversation', { conversationId: 1, userId: 2 });
}

beforeEach(() => start());
afterEach(async () => {
  for (const socket of sockets) socket.close();
  sockets = [];
  await application.stop();
});

/** A page: the code's global `io` knows the real address and carries the signed-in user's token. */
function page(auth: Record<string, string> = { token: ada.token }) {
  const calls: Record<string, unknown[][]> = {};
  const record =
    (name: string) =>
    (...args: unknown[]) =>
      void (calls[name] ??= []).push(args);
  const open = (url: string, options: object) => {
    const socket = io(url.replace('http://localhost:3000', application.address), {
      ...options,
      auth,
      forceNew: true,
      reconnection: false,
    });
    sockets.push(socket);
    return socket;
  };
  const names = ['addMessageToUI', 'displayMessage', 'showTypingIndicator', 'hideTypingIndicator'];
  const globals = Object.fromEntries([...names, 'updateUserStatus', 'alert'].map((n) => [n, record(n)]));
  const context = createContext({
    ...globals,
    io: open,
    console: { log: record('log'), error: record('error') },
    setTimeout,
  });
  return {
    run: (code: string) => runInContext(code, context) as unknown,
    give: (name: string, value: unknown) => void (context[name] = value),
    /** Resolves with the arguments of the call of that function for which `matches` holds. */
    called: (name: string, matches: (args: unknown[]) => boolean = () => true) =>
      until(() => Promise.resolve(calls[name]?.find(matches)), `a call of ${name}`),
    calls,
  };
}

const isObject = (value: unknown) => typeof value === 'object';

/** Runs "Complete Example", expects of it what the document says, and answers the errors that it showed. */
async function complete(auth?: Record<string, string>) {
  const { run, called, calls } = page(auth);
  run(codeBlocks('conversations', 'javascript').find((code) => code.startsWith('// Initialize')) ?? '');
  await called('log', ([text]) => text === '✅ Connected to chat server');
  expect(await called('log', ([text]) => text === '📥 Joined conversation:')).toEqual([expect.anything(), 1]);
  const [, sent] = await called('log', ([text]) => text === '✅ Message sent successfully:');
  expect(sent).toEqual({
    id: expect.any(Number) as number,
    sender_id: 1,
    conversation_id: 1,
    timestamp: expect.any(String) as string,
    message_type: 'text',
    content: 'Hello, World!',
    conversation: { id: 1, sender_id: 1, receiver_id: 2 },
  });
  expect((await called('addMessageToUI'))[0]).toEqual(sent);
  expect(await friend.next('receive-message')).toEqual(sent);
  expect(await called('updateUserStatus')).toEqual([2, 'online']);
  const typing = { conversationId: 1, userId: 1 };
  expect(await friend.next('user-typing', 1)).toEqual({ ...typing, isTyping: true });
  expect(await friend.next('user-typing', 2)).toEqual({ ...typing, isTyping: false });

  friend.emit('typing', { conversationId: 1, userId: 2, isTyping: true });
  expect(await called('showTypingIndicator')).toEqual(['User 2 is typing...']);
  friend.emit('typing', { conversationId: 1, userId: 2, isTyping: false });
  await called('hideTypingIndicator');
  friend.close();
  expect(await called('updateUserStatus', ([, status]) => status === 'offline')).toEqual([2, 'offline']);
  return [...(calls.error ?? []), ...(calls.alert ?? [])];
}

describe('Complete Example', () => {
  it('runs as it stands on a page whose user is signed in', async () => {
    expect(await complete()).toEqual([]);
  });

  it('runs with no proof at all where a developer trusts user ids', async () => {
    await application.stop();
    await start({ TRUST_QUERY_USER_ID: 'true' });
    expect(await complete({})).toEqual([]);
  });
});

describe('Using Browser Console', () => {
  it('hears what it sends', async () => {
    const { run, called, calls } = page();
    run(codeBlocks('conversations', 'javascript').find((code) => code.startsWith('// Connect\n')) ?? '');
    const [first] = await called('log', ([value]) => isObject(value));
    expect(restMessage.parse(first).content).toBe('Test message');
    await until(() => Promise.resolve(calls.log?.length === 2), 'receive-message and message-sent');
    expect(calls.log?.[1]).toEqual([first]);
    expect(calls.error).toBeUndefined();
  });
});

describe('the other examples', () => {
  it('connect', async () => {
    const opening = codeBlocks('conversations', 'javascript').filter(
      (code) => code.startsWith('const socket = io(') && !code.includes('emit'),
    );
    expect(opening.length).toBeGreaterThanOrEqual(3);
    for (const code of opening) {
      const { run } = page();
      run(code);
      await until(() => Promise.resolve(sockets.at(-1)?.connected), 'the connection');
    }
  });

  it('run on one socket, each with the effect that its section names', async () => {
    const client = openChat(`${application.address}/chat`, {
      query: { userId: 1 },
      auth: { token: ada.token },
    });
    sockets.push(client.socket);
    const { run, give, called, calls } = page();
    give('socket', client.socket);
    const rest = codeBlocks('conversations', 'javascript').filter((code) => !code.includes('io('));
    expect(rest.length).toBeGreaterThanOrEqual(12);
    for (const code of rest) run(code);

    expect(await client.next('joined-conversation')).toEqual({ conversationId: 1, success: true });
    await called('log', ([text]) => text === 'Joined conversation:');
    expect(await client.next('message-sent')).toMatchObject({ content: 'Hello, how are you?' });
    expect(await friend.next('receive-message', 2)).toMatchObject({ content: 'Hello!' });
    expect(await friend.next('user-typing')).toEqual({ conversationId: 1, userId: 1, isTyping: true });

    await client.ask('join-conversation', { conversationId: 1, userId: 1 });
    friend.emit('send-message', { sender_id: 2, conversation_id: 1, message_type: 'text', content: 'Yes' });
    await called('displayMessage', ([message]) => restMessage.parse(message).content === 'Yes');
    friend.emit('typing', { conversationId: 1, userId: 2, isTyping: true });
    expect(await called('showTypingIndicator')).toEqual([2]);
    friend.emit('typing', { conversationId: 1, userId: 2, isTyping: false });
    expect(await called('hideTypingIndicator')).toEqual([2]);
    client.emit('send-message', { sender_id: '1', conversation_id: 1, message_type: 'text', content: 'x' });
    expect(await called('alert')).toEqual(['sender_id must be an integer number']);
    client.socket.disconnect();
    await called('log', ([text]) => text === 'Disconnected from chat server');
    expect(calls.error).toEqual([['Message error:', 'sender_id must be an integer number']]);
  });
});
