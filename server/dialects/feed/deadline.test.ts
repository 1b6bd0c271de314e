import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import { createRawTransport } from '#server/realtime/ws.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { createFeed } from './feed.ts';

/** The timers of the sockets: `run` is what would happen when the time is over. */
const timers: { milliseconds: number; run: () => void; cancelled: boolean }[] = [];
const session = { id: 's', account: { id: 1 }, expiresAt: Infinity } as Session;

const feed = createFeed({
  core: {} as Core,
  realtime: { open: () => Promise.resolve(), close: () => undefined } as unknown as Realtime,
  authenticate: () => Promise.resolve(session),
  failed: () => undefined,
  after(milliseconds, run) {
    const timer = { milliseconds, run, cancelled: false };
    timers.push(timer);
    return () => void (timer.cancelled = true);
  },
});
type Socket = Parameters<typeof feed.accept>[0];

/** A dialect that answers everything with what it heard. */
const echo = {
  speaks: (frame: unknown) => JSON.stringify(frame) === '{"event":"chat_message"}',
  accept: (socket: Socket) => ({
    message: (text: string) => socket.send(JSON.stringify({ heard: text })),
    closed: () => undefined,
  }),
};
const raw = createRawTransport(
  () => true,
  () => undefined,
);
const http = createServer();
let address = '';

beforeAll(async () => {
  http.on('upgrade', raw.upgrade(feed.acceptBeside(echo)));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await raw.close();
  http.close();
});

const opened = async () => {
  const socket = openRaw(address, '/beside');
  await socket.opened();
  const timer = timers.at(-1);
  if (!timer) throw new Error('The socket was given no time to sign in');
  return { socket, timer };
};

it('closes with auth_error and 1008 where no auth came within 10 s', async () => {
  const { socket, timer } = await opened();
  expect(timer.milliseconds).toBe(10_000);
  await socket.send({ type: 'ping' });
  await socket.frame(0);
  expect(timer.cancelled).toBe(false);
  timer.run();
  expect(await socket.closed()).toEqual({ code: 1008, reason: '' });
  expect(socket.frames[1]).toEqual({ type: 'auth_error', message: 'No auth within 10 s' });
});

it('lets who signed in stay', async () => {
  const { socket, timer } = await opened();
  await socket.send({ type: 'auth', token: 't' });
  expect(await socket.frame(0)).toEqual({ type: 'auth_success' });
  expect(timer.cancelled).toBe(true);
});

it('stops the clock of one who went', async () => {
  const { socket, timer } = await opened();
  socket.close();
  await socket.closed();
  const next = await opened();
  expect(timer.cancelled).toBe(true);
  next.socket.close();
});

it('hands a socket to the dialect beside it that its first frame speaks, and only then', async () => {
  const { socket, timer } = await opened();
  await socket.send({ event: 'chat_message' });
  await socket.send({ type: 'auth' });
  await socket.frame(1);
  expect(socket.frames).toEqual([{ heard: '{"event":"chat_message"}' }, { heard: '{"type":"auth"}' }]);
  expect(timer.cancelled).toBe(true);

  const late = await opened();
  await late.socket.send({ type: 'auth' });
  await late.socket.send({ event: 'chat_message' });
  await late.socket.frame(1);
  expect(late.socket.frames).toEqual([
    { type: 'auth_success' },
    { type: 'error', message: 'Unknown message type' },
  ]);
});
