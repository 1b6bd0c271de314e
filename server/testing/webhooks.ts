import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingHttpHeaders, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import { webhookPayload } from '#server/protocol/webhooks.ts';
import { until } from './until.ts';

/** A request of a webhook, as it came. */
export interface Heard {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  payload: z.infer<typeof webhookPayload>;
}

/** A receiver of webhooks on loopback. It answers 204, or what it is told to. */
export async function startReceiver() {
  const heard: Heard[] = [];
  const state = {
    respond: (response: ServerResponse, _request: Heard): void => void response.writeHead(204).end(),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const body = Buffer.concat(pieces).toString();
      const one = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        body,
        payload: webhookPayload.parse(JSON.parse(body)),
      };
      heard.push(one);
      state.respond(response, one);
    })();
  });
  let port = 0;
  const listen = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen();
  return {
    url: `http://127.0.0.1:${port}/hook`,
    heard,
    /** How it answers from now on. */
    respond: (how: typeof state.respond) => void (state.respond = how),
    answer: (status: number, headers: Record<string, string> = {}) =>
      void (state.respond = (response) => void response.writeHead(status, headers).end()),
    /** Takes no connections, until it listens again at the same address. */
    close,
    listen,
    /** Resolves when so many requests have come. */
    many: (count: number) => until(async () => heard.length >= count && heard, `${count} requests`),
  };
}

/** The signature of what was heard, computed as Standard Webhooks describes it. */
export function signatureOf({ headers, body }: Heard, secret: string): string {
  const [, key = ''] = secret.split('_');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return `v1,${createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64')}`;
}
