import { createContext, runInContext } from 'node:vm';
import { io, type Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { codeBlocks } from '#server/testing/documents.ts';
import { supportDesk } from '#server/testing/support.ts';
import { until } from '#server/testing/until.ts';

const application = sharedApplication();

it('Example Usage: the code runs as it stands but for host, token and chat', async () => {
  const { ada, chatId } = await supportDesk(application);
  const code = (codeBlocks('support', 'javascript')[0] ?? '')
    .replace('ws://your-api-domain', application.address)
    .replace('your-jwt-token', ada.user.token)
    .replaceAll('chat-id-123', chatId);
  const said = new Map<string, unknown>();
  const errors: unknown[] = [];
  const sockets: Socket[] = [];
  const page = createContext({
    io: (...args: Parameters<typeof io>) => {
      const socket = io(...args);
      sockets.push(socket);
      return socket;
    },
    console: {
      log: (text: string, data: unknown) => said.set(text, data),
      error: (...error: unknown[]) => errors.push(error),
    },
  });
  runInContext(code, page);
  const heard = (text: string) => until(() => Promise.resolve(said.has(text)), text);
  try {
    await heard('Connected to chat server');
    await heard('Joined chat:');
    expect(said.get('Joined chat:')).toMatchObject({ event: 'joinedChat', data: { chatId } });
    await heard('Message sent:');
    const sent = { chatId, senderId: ada.user.id, text: 'Hello world!' };
    expect(said.get('Message sent:')).toMatchObject({ event: 'messageSent', data: sent });
    // The message may be committed before the socket is in the room, or after.
    const joined = said.get('Joined chat:') as { data: { messages: unknown[] } };
    const heardOf = () => joined.data.messages[0] ?? said.get('New message received:');
    expect(await until(() => Promise.resolve(heardOf()), 'the message')).toMatchObject(sent);
    expect(errors).toEqual([]);
    sockets[0]?.disconnect();
    await heard('Disconnected from chat server');
  } finally {
    for (const socket of sockets) socket.close();
  }
});
