import { describe, expect, it } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, group, heardVersion, present, send, uuidOf } from '#server/testing/conversations.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import type { TestUser } from '#server/testing/users.ts';

const application = sharedApplication();

/** A socket of the user, as `Connection` of the document opens it. */
const connect = ({ token }: TestUser) => openRaw(application.address, `/chats/ws?token=${token}`);

/** Ada and Grace with a direct conversation, and a socket of Ada's. */
async function pair() {
  const { ada, grace, users, conversationId } = await directPair(application);
  const chat_id = await uuidOf(application, conversationId);
  return { ada, grace, users, conversationId, chat_id, socket: connect(users.ada) };
}

const error = (text: string) => ({ error: text, status: 'error' });

describe('Connection', () => {
  it('says nothing to one who is let in', async () => {
    const { socket, chat_id } = await pair();
    await socket.send({ action: 'subscribe', chat_ids: [chat_id] });
    expect(await socket.frame(0)).toMatchObject({ action: 'subscribe_response' });
  });

  it.each([
    ['Token not provided', '/chats/ws'],
    ['Token is invalid', '/chats/ws?token='],
    ['Token is invalid', '/chats/ws?token=nonsense'],
    ['Token is invalid', '/chats/ws?token=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
  ])('closes with 1008 after the upgrade: %s, %s', async (text, path) => {
    const socket = openRaw(application.address, path);
    expect(await socket.closed()).toEqual({ code: 1008, reason: '' });
    expect(socket.frames).toEqual([error(text)]);
  });

  it('refuses a page of another origin, whatever its token', async () => {
    const user = await application.user();
    const socket = openRaw(application.address, `/chats/ws?token=${user.token}`, {
      origin: 'https://evil.example',
    });
    expect(await socket.refused()).toBe(403);
  });
});

describe('Subscribe to Chats', () => {
  it('answers for each chat, repeating the id as given; "no access" to what is foreign or does not exist', async () => {
    const { socket, conversationId, chat_id } = await pair();
    const other = await directPair(application);
    const foreign = await uuidOf(application, other.conversationId);
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const ids = [chat_id, String(conversationId), foreign, nowhere, 'chat-uuid-1', 'a\0b', '9'.repeat(300)];
    await socket.send({ action: 'subscribe', chat_ids: ids });
    expect(await socket.frame(0)).toEqual({
      action: 'subscribe_response',
      results: ids.map((id, place) =>
        place < 2 ? { chat_id: id, status: 'success' } : { chat_id: id, status: 'error', error: 'no access' },
      ),
    });
  });

  it('takes a chat that came to be after the socket', async () => {
    const [ada, grace] = await Promise.all([present(application, 'ada'), present(application, 'grace')]);
    const socket = connect(ada.user);
    await socket.send({ action: 'subscribe', chat_ids: [] });
    expect(await socket.frame(0)).toEqual({ action: 'subscribe_response', results: [] });
    const conversationId = await group(ada, grace);
    await socket.send({ action: 'subscribe', chat_ids: [String(conversationId)] });
    expect(await socket.frame(1)).toMatchObject({ results: [{ status: 'success' }] });
    await send(grace.client, conversationId, 'welcome');
    expect(await socket.frame(2)).toMatchObject({ message: 'welcome' });
  });

  it('ignores more than a hundred in ten seconds', async () => {
    const { socket, chat_id } = await pair();
    for (let i = 0; i < 101; i++) await socket.send({ action: 'subscribe', chat_ids: [chat_id] });
    await socket.send({ action: 'x' });
    await socket.next((frame) => frame.error === 'Unknown action');
    expect(socket.frames).toHaveLength(101);
  });
});

describe('Send Message', () => {
  it('is acknowledged once it is stored, and reaches everybody', async () => {
    const { socket, grace, users, conversationId, chat_id } = await pair();
    await socket.send({ action: 'message', chat_id, text: ' Hello, world!\n' });
    expect(await socket.frame(0)).toEqual({ action: 'message_response', status: 'success' });
    const { rows } = await application.pool.query(
      'select content, sender_id from messages where conversation_id = $1',
      [conversationId],
    );
    expect(rows).toEqual([{ content: ' Hello, world!\n', sender_id: users.ada.id }]);
    const delta = await heardVersion(grace, conversationId, 2);
    expect(delta.messages).toMatchObject([{ content: ' Hello, world!\n' }]);
  });

  it('takes the number of the chat for its uuid', async () => {
    const { socket, conversationId } = await pair();
    await socket.send({ action: 'message', chat_id: String(conversationId), text: 'by number' });
    expect(await socket.frame(0)).toEqual({ action: 'message_response', status: 'success' });
  });

  it('stores a repeated clientId once', async () => {
    const { socket, conversationId, chat_id } = await pair();
    for (let i = 0; i < 3; i++)
      await socket.send({ action: 'message', chat_id, text: `try ${i}`, clientId: 'one' });
    for (let i = 0; i < 3; i++)
      expect(await socket.frame(i)).toEqual({ action: 'message_response', status: 'success' });
    const { rows } = await application.pool.query('select content from messages where conversation_id = $1', [
      conversationId,
    ]);
    expect(rows).toEqual([{ content: 'try 0' }]);
  });
});

describe('Incoming Chat Message', () => {
  it('comes to all who subscribed, the sender too, and to nobody else', async () => {
    const { socket, users, conversationId, chat_id } = await pair();
    const sockets = [socket, connect(users.grace)];
    const idle = connect(users.grace);
    for (const each of sockets) {
      await each.send({ action: 'subscribe', chat_ids: [String(conversationId)] });
      await each.frame(0);
    }
    await socket.send({ action: 'message', chat_id, text: 'Hello!' });
    for (const each of sockets)
      expect(await each.next((frame) => 'from' in frame)).toEqual({
        from: users.ada.account.username,
        message: 'Hello!',
        chat_id,
      });
    await idle.send({ action: 'x' });
    await idle.frame(0);
    expect(idle.frames).toEqual([error('Unknown action')]);
  });

  it('comes once to a socket that subscribed twice', async () => {
    const { socket, ada, conversationId, chat_id } = await pair();
    await socket.send({ action: 'subscribe', chat_ids: [chat_id, String(conversationId), chat_id] });
    await socket.frame(0);
    await send(ada, conversationId, 'once');
    await send(ada, conversationId, 'last');
    await socket.next((frame) => frame.message === 'last');
    expect(socket.frames.slice(1)).toMatchObject([{ message: 'once' }, { message: 'last' }]);
  });
});

describe('Error Messages', () => {
  const nowhere = '00000000-0000-4000-8000-000000000000';
  const bad: [unknown, string][] = [
    [{ action: 'unsubscribe' }, 'Unknown action'],
    [{ action: 'toString' }, 'Unknown action'],
    [{ action: 3 }, 'Unknown action'],
    [{}, 'Unknown action'],
    [[], 'Unknown action'],
    ['null', 'Unknown action'],
    ['17', 'Unknown action'],
    ['"subscribe"', 'Unknown action'],
    [{ action: 'subscribe' }, 'Missing chat_ids'],
    [{ action: 'subscribe', chat_ids: null }, 'Missing chat_ids'],
    [{ action: 'subscribe', chat_ids: nowhere }, 'Missing chat_ids'],
    [{ action: 'subscribe', chat_ids: [''] }, 'Missing chat_id'],
    [{ action: 'subscribe', chat_ids: [17] }, 'Missing chat_id'],
    [{ action: 'subscribe', chat_ids: Array(limits.idsPerCommand + 1).fill(nowhere) }, 'Too many chat_ids'],
    [{ action: 'message' }, 'Missing chat_id'],
    [{ action: 'message', text: 'x' }, 'Missing chat_id'],
    [{ action: 'message', chat_id: '', text: 'x' }, 'Missing chat_id'],
    [{ action: 'message', chat_id: nowhere }, 'Message cannot be empty'],
    [{ action: 'message', chat_id: nowhere, text: '' }, 'Message cannot be empty'],
    [{ action: 'message', chat_id: nowhere, text: ' \n\t ' }, 'Message cannot be empty'],
    [{ action: 'message', chat_id: nowhere, text: 5 }, 'Message cannot be empty'],
    [{ action: 'message', chat_id: nowhere, text: 'x' }, 'no access'],
    [{ action: 'message', chat_id: 'chat-uuid', text: 'x' }, 'no access'],
    [
      { action: 'message', chat_id: nowhere, text: 'x'.repeat(limits.text + 1) },
      'content must be shorter than or equal to 16000 characters',
    ],
    [{ action: 'message', chat_id: nowhere, text: 'a\0b' }, 'content must be well-formed text'],
    ['{"action":"message","chat_id":"x","text":"\\ud800"}', 'content must be well-formed text'],
    [{ action: 'message', chat_id: nowhere, text: 'x', clientId: 7 }, 'clientId must be a string'],
    [{ action: 'message', chat_id: nowhere, text: 'x', clientId: '' }, 'clientId should not be empty'],
    [
      { action: 'message', chat_id: nowhere, text: 'x', clientId: 'x'.repeat(65) },
      'clientId must be shorter than or equal to 64 characters',
    ],
  ];

  it('have exactly the keys error and status, and the connection lives', async () => {
    const { socket } = await pair();
    const before = await application.rowCounts();
    for (const [frame] of bad) await socket.send(frame);
    await socket.frame(bad.length - 1);
    expect(socket.frames).toEqual(bad.map(([, text]) => error(text)));
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    expect(await application.rowCounts()).toEqual(before);
  });

  it("says Couldn't send message where the store does not answer", async () => {
    const { socket, chat_id } = await pair();
    await socket.send({ action: 'x' });
    await socket.frame(0);
    const failing = application.pool.query;
    application.pool.query = (() => Promise.reject(new Error('away'))) as typeof failing;
    try {
      await socket.send({ action: 'message', chat_id, text: 'lost' });
      expect(await socket.frame(1)).toEqual(error("Couldn't send message"));
    } finally {
      application.pool.query = failing;
    }
    expect(application.faults).not.toEqual([]);
    application.faults.length = 0;
  });

  it.each(['', '{', "{'action':'subscribe'}", '{"action":"subscribe",}', 'hello', '\u0000'])(
    'malformed JSON closes with 1007: %j',
    async (text) => {
      const { socket } = await pair();
      await socket.send(text);
      expect(await socket.closed()).toEqual({ code: 1007, reason: 'Malformed JSON' });
    },
  );
});
