import { EventEmitter } from 'node:events';
import type http from 'node:http';
import next from 'next';
import type { Upgrade } from './http/upgrades.ts';
import type { Config } from './config.ts';

/** Next, prepared: it answers requests, and in development the socket of its own hot reload. */
export interface Web {
  handle: ReturnType<ReturnType<typeof next>['getRequestHandler']>;
  hotReload: Upgrade;
  close(): Promise<void>;
}

/**
 * Next adds an upgrade listener of its own to the server that it is given and closes sockets that are not its own. It
 * is given a decoy, so that only what the dispatcher passes on reaches it.
 */
export async function prepareWeb({ dev, PORT, HOST }: Config, dir: string): Promise<Web> {
  const decoy = new EventEmitter();
  const app = next({ dev, dir, port: PORT, hostname: HOST, httpServer: decoy as unknown as http.Server });
  await app.prepare();
  return {
    handle: app.getRequestHandler(),
    hotReload: (request, socket, head) => void decoy.emit('upgrade', request, socket, head),
    close: () => app.close(),
  };
}
