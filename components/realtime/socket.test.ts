import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HUB_NAMESPACE, HUB_VERSION } from '#server/protocol/hub.ts';
import { systemClock } from './clock.ts';
import { createConnection } from './connection.ts';
import { createRequests } from './requests.ts';
import { openHubSocket } from './socket.ts';
import { accountOf, createTestSignals } from './test-browser.ts';
import type { ConnectionState } from './types.ts';

const ada = 1;
let io: Server;
let origin: string;

beforeEach(async () => {
  const http = createServer();
  io = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(() => io.close());

/** A connection to the server above; `until` waits for a state. */
function connect() {
  const waiting: { state: ConnectionState; done: () => void }[] = [];
  const connection = createConnection({
    userId: ada,
    open: openHubSocket(origin),
    signals: createTestSignals(),
    clock: systemClock,
    random: () => 0,
    onState(now) {
      requests.stateChanged();
      for (const { state, done } of waiting) if (state === now) done();
    },
    onEvent: () => {},
    onOutdated: () => {},
  });
  const requests = createRequests(connection, systemClock);
  const until = (state: ConnectionState) =>
    new Promise<void>((resolve) => {
      if (connection.state() === state) resolve();
      else waiting.push({ state, done: resolve });
    });
  connection.start();
  return { connection, until, request: requests.request };
}

test('commands are answered, refused, and fail when the connection is lost', async () => {
  io.of(HUB_NAMESPACE).on('connection', (socket) => {
    socket.on('conversation.leave', (input, acknowledge) => {
      if (input.conversationId === 1) acknowledge({ ok: true, data: { conversationId: 1, version: 7 } });
      else if (input.conversationId === 2)
        acknowledge({ ok: false, error: { code: 'forbidden', message: 'No', retryable: false } });
      else socket.disconnect(true);
    });
    socket.emit('ready', { version: HUB_VERSION, account: accountOf(ada) });
  });
  const { connection, request, until } = connect();
  // Asked for before there is a connection: it waits.
  expect(await request('conversation.leave', { conversationId: 1 })).toEqual({
    conversationId: 1,
    version: 7,
  });
  await expect(request('conversation.leave', { conversationId: 2 })).rejects.toMatchObject({
    view: { code: 'forbidden' },
  });
  await expect(request('conversation.leave', { conversationId: 3 })).rejects.toMatchObject({
    view: { code: 'unavailable', retryable: true },
  });
  await until('online');
  connection.stop();
});

test('a lost connection comes back by itself', async () => {
  let connections = 0;
  const namespace = io.of(HUB_NAMESPACE).on('connection', (socket) => {
    connections += 1;
    socket.emit('ready', { version: HUB_VERSION, account: accountOf(ada) });
  });
  const { connection, until } = connect();
  await until('online');
  const lost = until('reconnecting');
  namespace.disconnectSockets(true);
  await lost;
  await until('online');
  expect(connections).toBe(2);
  connection.stop();
});

test('a refused session ends it', async () => {
  io.of(HUB_NAMESPACE).use((_socket, next) =>
    next(Object.assign(new Error('Token is invalid'), { data: { code: 'token_invalid' } })),
  );
  const { until, request } = connect();
  const asked = request('conversation.leave', { conversationId: 1 });
  await expect(asked).rejects.toMatchObject({ view: { code: 'session_ended' } });
  await until('ended');
});

test('where WebSockets do not get through, polling does', async () => {
  io.engine.opts.transports = ['polling'];
  io.of(HUB_NAMESPACE).on('connection', (socket) => {
    socket.emit('ready', { version: HUB_VERSION, account: accountOf(ada) });
  });
  const { connection, until } = connect();
  await until('online');
  expect(connection.socket()).not.toBeNull();
  connection.stop();
});
