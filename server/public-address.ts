import type { Server } from 'node:http';
import type { Config } from './config.ts';

/** Hosts that are not to be called by their name, or are this machine's. */
const HERE: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '0.0.0.0', '::']);

/**
 * Where people reach the server, `https://chat.example.com`: NEXTAUTH_URL, else where it listens. What a request says of
 * the host is no answer, since one that lies would reach every reader of a message.
 */
export function publicAddress(
  { NEXTAUTH_URL, HOST, PORT }: Pick<Config, 'NEXTAUTH_URL' | 'HOST' | 'PORT'>,
  server?: Pick<Server, 'address'>,
): string {
  if (NEXTAUTH_URL) return new URL(NEXTAUTH_URL).origin;
  const address = server?.address();
  const port = typeof address === 'object' && address ? address.port : PORT;
  const host = HOST.includes(':') ? `[${HOST}]` : HOST;
  return `http://${HERE.has(HOST) ? 'localhost' : host}:${port}`;
}
