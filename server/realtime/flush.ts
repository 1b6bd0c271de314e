import type { Writable } from 'node:stream';

let held: Writable[] = [];

function flush() {
  const streams = held;
  held = [];
  for (const stream of streams) stream.uncork();
}

/**
 * Holds back what is written to the stream until this turn of the event loop is over: the answers and pushes of a busy
 * socket go out in one system call.
 */
export function flushLater(stream: Writable): void {
  if (stream.writableCorked > 0) return;
  if (held.length === 0) setImmediate(flush);
  held.push(stream);
  stream.cork();
}
