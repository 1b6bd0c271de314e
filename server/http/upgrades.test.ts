import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatchUpgrades, type Upgrade } from './upgrades.ts';

const taken: string[] = [];
const take: Upgrade = (request, socket) => {
  taken.push(request.url ?? '');
  socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
};

let port = 0;
const server = createServer((_request, response) => response.end('a page'));
dispatchUpgrades(
  server,
  new Map([
    ['/socket.io/', take],
    ['/', take],
  ]),
);

beforeEach(async () => {
  taken.length = 0;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const upgrade = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

/** Everything that is answered until the server has closed. */
async function answerTo(request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

describe('upgrades', () => {
  it.each(['/socket.io/', '/socket.io/?EIO=4&transport=websocket', '/', '/?token=x'])(
    '%s is taken',
    async (path) => {
      expect(await answerTo(upgrade(path))).toContain('101');
      expect(taken).toEqual([path]);
    },
  );

  it.each([
    '/socket.io',
    '/socket.io/x',
    '/SOCKET.IO/',
    '//socket.io/',
    '/chats',
    '/..',
    '*',
    'http://evil.com/',
  ])('%s is refused and closed', async (path) => {
    expect(await answerTo(upgrade(path))).toContain('404 Not Found');
    expect(taken).toEqual([]);
  });

  it('survive a socket that breaks while it is being refused', async () => {
    const sockets: Socket[] = [];
    for (let count = 0; count < 20; count++) {
      const socket = connect(port, '127.0.0.1');
      await new Promise<void>((connected) => socket.once('connect', connected));
      socket.write(upgrade('/nowhere'));
      socket.resetAndDestroy();
      sockets.push(socket);
    }
    expect(await answerTo(upgrade('/nowhere'))).toContain('404');
    const open = () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      );
    await expect.poll(open).toBe(0);
  });
});
