import { WebSocket } from 'ws';
import { checkFrame } from './contract/sockets.ts';
import { within } from './until.ts';

/** How a socket ended: the close code (1006: without a close frame) and its reason. */
export interface Ended {
  code: number;
  reason: string;
}

export type RawClient = ReturnType<typeof openRaw>;

/**
 * A raw WebSocket to `path` of the server that keeps every frame it was sent, parsed. What the AsyncAPI document does not
 * have fails the test.
 */
export function openRaw(address: string, path: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}${path}`, { headers });
  const frames: unknown[] = [];
  const waiting = new Set<() => void>();
  let ended: Ended | undefined;
  /** The status of a handshake that was refused. */
  let refused: number | undefined;
  const wake = () => {
    for (const look of waiting) look();
  };
  socket.on('message', (data) => {
    const frame: unknown = JSON.parse(String(data));
    frames.push(frame);
    wake();
    checkFrame(path.split('?', 1)[0] ?? '', frame);
  });
  socket.on('unexpected-response', (_request, response) => {
    refused = response.statusCode;
    response.resume();
    wake();
  });
  // A close follows.
  socket.on('error', () => undefined);
  socket.on('close', (code, reason) => {
    ended = { code, reason: String(reason) };
    wake();
  });
  const opened = new Promise<void>((resolve) => socket.once('open', resolve));

  /** Resolves with the first answer that `look` gives; it is asked whenever something was heard. */
  function when<T>(look: () => T | undefined, what: string): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    const again = () => {
      const answer = look();
      if (answer === undefined) return;
      waiting.delete(again);
      resolve(answer);
    };
    waiting.add(again);
    again();
    return within(
      promise,
      () => `${what}; heard ${JSON.stringify(frames).slice(0, 2_000)}, ended: ${JSON.stringify(ended)}`,
    );
  }

  return {
    socket,
    frames,
    when,
    opened: () => within(opened, () => `the opening of ${path}; refused: ${refused}`),
    /** A string goes out as it is, anything else as JSON. */
    async send(frame: unknown): Promise<void> {
      await within(opened, () => `the opening of ${path}`);
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    },
    /** The first frame for which `matches` holds, heard already or to come. */
    next: (matches: (frame: Record<string, unknown>) => boolean, what = 'a frame'): Promise<unknown> =>
      when(() => (frames as Record<string, unknown>[]).find(matches), what),
    /** The frame at that place, counted from 0. */
    frame: (place: number): Promise<unknown> => when(() => frames[place], `frame ${place}`),
    closed: (): Promise<Ended> => when(() => ended, 'the end of the socket'),
    refused: (): Promise<number> => when(() => refused, 'a refused handshake'),
    close: () => socket.close(),
  };
}
