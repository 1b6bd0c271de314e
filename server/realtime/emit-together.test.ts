import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io';
import { type Socket as Client, io as open } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { within } from '#server/testing/until.ts';
import { emitTogether } from './emit-together.ts';
import { createSocketServer } from './socketio.ts';

type Said = { said: (text: string) => void };

const http = createServer();
const io = createSocketServer(() => true, []);
let address = '';
const clients: Client[] = [];

beforeAll(async () => {
  io.attach(http);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const client of clients) client.close();
  await io.close();
});

/** A socket at both ends. */
async function connected(namespace: string, transports: string[]) {
  const arrived = new Promise<Socket<never, Said, Record<string, never>, unknown>>((resolve) =>
    io.of(namespace).once('connection', resolve as (socket: Socket) => void),
  );
  const client = open(`${address}${namespace}`, { transports, forceNew: true });
  clients.push(client);
  return { client, socket: await within(arrived, () => 'a connection') };
}

describe.each([['websocket'], ['polling']])('by %s', (transport) => {
  it.each([['/'], ['/chat']])(
    'several events arrive one by one, between those before and after them, in %s',
    async (namespace) => {
      const { client, socket } = await connected(namespace, [transport]);
      const texts = ['é', '\x1e4', 'x'.repeat(70_000), '"\\\n'];
      const heard: string[] = [];
      const all = new Promise<void>((resolve) =>
        client.on('said', (text: string) => {
          heard.push(text);
          if (heard.length === texts.length + 2) resolve();
        }),
      );
      socket.emit('said', 'before');
      emitTogether(namespace, [{ socket }], 'said', texts);
      socket.emit('said', 'after');
      await within(all, () => `all of them; heard ${heard.length}`);
      expect(heard).toEqual(['before', ...texts, 'after']);
    },
  );
});
