import { describe, expect, test } from 'vitest';
import { HUB_VERSION } from '#server/protocol/hub.ts';
import { createConnection } from './connection.ts';
import type { SocketListener } from './socket.ts';
import { accountOf, createManualClock, createTestSignals } from './test-browser.ts';
import type { ConnectionState } from './types.ts';

const ada = 1;

/** A connection whose sockets the test plays; `random` is the longest wait, but for a hair. */
function setUp() {
  const clock = createManualClock();
  const signals = createTestSignals();
  const sockets: (SocketListener & { closed: SocketListener['closed']; given: boolean })[] = [];
  const states: ConnectionState[] = [];
  let outdated = 0;
  const connection = createConnection({
    userId: ada,
    open(listener) {
      const socket = { event: listener.event, closed: listener.closed, given: false };
      sockets.push(socket);
      return { send: () => {}, close: () => (socket.given = true) };
    },
    signals,
    clock,
    random: () => 0.999,
    onState: (state) => states.push(state),
    onEvent: () => {},
    onOutdated: () => (outdated += 1),
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('nothing was opened');
    return socket;
  };
  const ready = (userId = ada) => last().event('ready', { version: HUB_VERSION, account: accountOf(userId) });
  connection.start();
  return { connection, clock, signals, sockets, states, last, ready, outdated: () => outdated };
}

describe('a connection', () => {
  test('is online when the server says that it is ready', () => {
    const { connection, ready, states } = setUp();
    expect(connection.state()).toBe('connecting');
    expect(connection.socket()).toBeNull();
    ready();
    expect(states).toEqual(['online']);
    expect(connection.socket()).not.toBeNull();
  });

  test('comes back after growing waits, and begins small again once it was ready', async () => {
    const { clock, last, ready, sockets } = setUp();
    for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]) {
      const before = sockets.length;
      last().closed(undefined);
      await clock.advance(wait * 0.9);
      expect(sockets).toHaveLength(before);
      await clock.advance(wait * 0.1);
      expect(sockets).toHaveLength(before + 1);
    }
    ready();
    const before = sockets.length;
    last().closed(undefined);
    await clock.advance(500);
    expect(sockets).toHaveLength(before + 1);
  });

  test('gives up a try that does not become ready, and closes it', async () => {
    const { clock, sockets, states } = setUp();
    await clock.advance(10_000);
    expect(sockets[0]?.given).toBe(true);
    expect(states).toEqual(['reconnecting']);
    await clock.advance(500);
    expect(sockets).toHaveLength(2);
  });

  test('hears nothing more from a socket that was given up', async () => {
    const { clock, connection, sockets, ready } = setUp();
    await clock.advance(10_500);
    ready();
    sockets[0]?.closed(undefined);
    sockets[0]?.event('ended', { code: 'session_ended', message: '' });
    expect(connection.state()).toBe('online');
  });

  test('is offline as soon as the browser is, and back as soon as the browser is', async () => {
    const { clock, connection, sockets, signals, ready } = setUp();
    ready();
    signals.say({ online: false });
    expect(connection.state()).toBe('offline');
    expect(sockets[0]?.given).toBe(true);
    await clock.advance(60_000);
    expect(sockets).toHaveLength(1);
    signals.say({ online: true });
    expect(sockets).toHaveLength(2);
    expect(connection.state()).toBe('reconnecting');
    ready();
    expect(connection.state()).toBe('online');
  });

  test('does not wait when the tab comes to the front', () => {
    const { sockets, signals, last, ready } = setUp();
    ready();
    signals.say({ visible: false });
    last().closed(undefined);
    expect(sockets).toHaveLength(1);
    signals.say({ visible: true });
    expect(sockets).toHaveLength(2);
    signals.say({ attentive: false });
    expect(sockets).toHaveLength(2);
  });

  test('gives a server that goes down up to two seconds', async () => {
    const { clock, sockets, last, ready } = setUp();
    ready();
    last().event('draining', {});
    last().closed(undefined);
    await clock.advance(1_900);
    expect(sockets).toHaveLength(1);
    await clock.advance(100);
    expect(sockets).toHaveLength(2);
  });

  test('ends for good when the session has ended, refused or told', async () => {
    const ways = [
      ({ last }: ReturnType<typeof setUp>) =>
        last().event('ended', { code: 'session_ended', message: 'This session has ended' }),
      ({ last }: ReturnType<typeof setUp>) => last().closed('token_invalid'),
      // Somebody else signed in with this browser.
      ({ ready }: ReturnType<typeof setUp>) => ready(2),
    ];
    for (const end of ways) {
      const world = setUp();
      end(world);
      expect(world.connection.state()).toBe('ended');
      world.signals.say({ online: false });
      world.signals.say({ online: true });
      await world.clock.advance(600_000);
      expect(world.sockets).toHaveLength(1);
      expect(world.connection.state()).toBe('ended');
    }
  });

  test('that was ended for another reason comes back', async () => {
    const { clock, sockets, last, ready } = setUp();
    ready();
    last().event('ended', { code: 'too_many_connections', message: 'Too many connections' });
    last().closed(undefined);
    await clock.advance(1_000);
    expect(sockets).toHaveLength(2);
    last().closed('unavailable');
    await clock.advance(1_000);
    expect(sockets).toHaveLength(3);
  });

  test('asks for a new page where the server speaks a newer dialect', () => {
    const { last, connection, outdated } = setUp();
    const newer = { version: HUB_VERSION + 1, account: accountOf(ada) };
    last().event('ready', newer as Parameters<SocketListener['event']>[1] as never);
    expect(outdated()).toBe(1);
    expect(connection.state()).toBe('connecting');
  });

  test('can be started again', () => {
    const { connection, ready, sockets } = setUp();
    ready();
    connection.stop();
    expect(sockets[0]?.given).toBe(true);
    connection.start();
    ready();
    expect(connection.state()).toBe('online');
  });
});
