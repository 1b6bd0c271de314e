import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRaw } from '#server/testing/raw-client.ts';
import { openWire, textFrame } from '#server/testing/raw-wire.ts';
import { flushLater } from './flush.ts';
import { framesOf } from './frames.ts';
import type { RawHandlers, RawSocket } from './raw-socket.ts';
import { createRawTransport } from './ws.ts';

const faults: unknown[] = [];
let dialect: (socket: RawSocket) => RawHandlers;
let raw: ReturnType<typeof createRawTransport>;
const http = createServer();
let address = '';

beforeAll(async () => {
  raw = createRawTransport(
    ({ origin }) => origin !== 'https://evil.example',
    (error) => faults.push(error),
  );
  http.on(
    'upgrade',
    raw.upgrade((socket) => dialect(socket)),
  );
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(() => http.close());
beforeEach(() => void (faults.length = 0));

describe('what is sent', () => {
  it('arrives whole, whatever its length, sent or written for many', async () => {
    const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((length) =>
      JSON.stringify('é'.repeat(length)),
    );
    dialect = (socket) => ({
      message() {
        for (const text of texts) socket.send(text);
        socket.write(framesOf(texts));
      },
      closed: () => undefined,
    });
    const client = openRaw(address, '/toy');
    await client.send('go');
    await client.frame(texts.length * 2 - 1);
    expect(client.frames.map((frame) => JSON.stringify(frame))).toEqual([...texts, ...texts]);
    client.close();
  });

  it('goes out in one call for each turn of the event loop', async () => {
    const calls: number[] = [];
    const stream = new Writable({
      write: (_chunk, _encoding, done) => done(void calls.push(1)),
      writev: (chunks, done) => done(void calls.push(chunks.length)),
    });
    for (let i = 0; i < 5; i++) {
      flushLater(stream);
      stream.write('x');
    }
    expect(calls).toEqual([]);
    await new Promise((next) => setImmediate(next));
    expect(calls).toEqual([5]);
  });
});

describe('what comes in', () => {
  it('is handled one after the other, to the end, also when the client has gone', async () => {
    const said: string[] = [];
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    dialect = () => ({
      async message(text) {
        said.push(`begin ${text}`);
        await new Promise((next) => setImmediate(next));
        said.push(`end ${text}`);
      },
      closed() {
        said.push('closed');
        resolve();
      },
    });
    const count = 500;
    const wire = await openWire(address, '/');
    wire.write(Buffer.concat(Array.from({ length: count }, (_, i) => textFrame(String(i)))));
    wire.write(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
    await closed;
    const expected = Array.from({ length: count }, (_, i) => [`begin ${i}`, `end ${i}`]).flat();
    expect(said).toEqual([...expected, 'closed']);
    wire.destroy();
  });

  it('is no longer handled after the server has closed', async () => {
    const heard: string[] = [];
    dialect = (socket) => ({
      message(text) {
        heard.push(text);
        if (text === 'stop') socket.close(4000, 'enough');
      },
      closed: () => undefined,
    });
    const client = openRaw(address, '/toy');
    for (const text of ['one', 'stop', 'two', 'three']) await client.send(text);
    expect(await client.closed()).toEqual({ code: 4000, reason: 'enough' });
    expect(heard).toEqual(['one', 'stop']);
  });

  it('ends its own socket with 1011 where the dialect fails on it', async () => {
    dialect = () => ({
      message: () => Promise.reject(new Error('a bug')),
      closed: () => undefined,
    });
    const client = openRaw(address, '/toy');
    await client.send('x');
    expect(await client.closed()).toEqual({ code: 1011, reason: '' });
    expect(faults).toEqual([new Error('a bug')]);
  });
});

describe('upgrades', () => {
  it('are refused to pages of other origins', async () => {
    dialect = () => ({ message: () => undefined, closed: () => undefined });
    expect(await openRaw(address, '/toy', { origin: 'https://evil.example' }).refused()).toBe(403);
  });

  it('are refused once it closes, which says 1001 to everyone, and cuts off who does not answer', async () => {
    dialect = () => ({ message: () => undefined, closed: () => undefined });
    const polite = openRaw(address, '/toy');
    await polite.opened();
    const mute = await openWire(address, '/');
    await raw.close();
    expect(await polite.closed()).toEqual({ code: 1001, reason: '' });
    expect(await mute.closed()).toBe(1001);
    await mute.gone();
    expect(await openRaw(address, '/toy').refused()).toBe(503);
  });
});
