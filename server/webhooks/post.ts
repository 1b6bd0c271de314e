import { createHmac } from 'node:crypto';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import type { ClaimedDelivery } from '#server/core/webhook-store.ts';
import { InsideAddressError, isInside, lookupOutside } from './addresses.ts';

/** What a receiver answered, or why it did not. */
export type Answer = { status: number } | { error: string };

interface PostOptions {
  privateAddresses: boolean;
  /** Milliseconds until the answer must have begun. */
  patience: number;
  signal: AbortSignal;
}

/** `v1,` and the HMAC-SHA256 in base64, as Standard Webhooks has it. */
function sign(secret: string, signed: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/** Words for the log of deliveries; nothing of the request is in them. */
function reasonOf(error: unknown): string {
  if (error instanceof InsideAddressError) return 'The address is an inside one';
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (name === 'TimeoutError') return 'No answer in time';
  if (code === 'ECONNREFUSED') return 'Nobody listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The name is not known';
  if (code === 'ECONNRESET') return 'The connection was cut';
  return /CERT|TLS|SSL|SIGNED/.test(code) ? `The certificate is not good (${code})` : 'Not reached';
}

/**
 * Posts the payload, signed, and answers with which status it was taken. Redirects are not followed and the body is not
 * read: once the status is there the connection is closed.
 */
export function post(
  { id, url, secret, payload }: Pick<ClaimedDelivery, 'id' | 'url' | 'secret' | 'payload'>,
  { privateAddresses, patience, signal }: PostOptions,
): Promise<Answer> {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const refused = (error: unknown) => resolve({ error: reasonOf(error) });
    // A literal address is connected to without being looked up.
    if (!privateAddresses && isIP(host) !== 0 && isInside(host)) return refused(new InsideAddressError(host));
    const send = target.protocol === 'https:' ? overHttps : overHttp;
    const request = send(target, {
      method: 'POST',
      // A connection of its own: one that was made before was perhaps looked up by other rules.
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      ...(!privateAddresses && { lookup: lookupOutside }),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Switchboard',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': sign(secret, `${id}.${timestamp}.${body}`),
      },
    });
    request.once('response', (response) => {
      resolve({ status: response.statusCode ?? 0 });
      response.on('error', () => undefined);
      response.destroy();
    });
    request.on('error', (error) => refused(error.name === 'AbortError' ? error.cause : error));
    request.end(body);
  });
}
