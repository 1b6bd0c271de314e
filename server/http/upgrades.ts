import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over the socket of an upgrade. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Answers an upgrade that nobody takes, and lets go of the socket once the answer is out. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The sockets of a server that speak something else than HTTP. */
export interface Upgraded {
  /** Ends those that are still open, without a word. */
  letGo(): void;
}

/**
 * The one listener of `upgrade`: each path has exactly one taker, everything else is refused. A guard on each socket
 * keeps one that breaks while it is being decided on from ending the process.
 */
export function dispatchUpgrades(server: Server, routes: ReadonlyMap<string, Upgrade>): Upgraded {
  const open = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const take = routes.get(path);
    if (take) take(request, socket, head);
    else refuseUpgrade(socket, '404 Not Found');
  });
  return {
    letGo() {
      for (const socket of open) socket.destroy();
    },
  };
}
