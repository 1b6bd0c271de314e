import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import { FILES_PATH, LENGTH_HEADER } from '#server/protocol/files.ts';
import { limits } from '#server/protocol/limits.ts';
import { SITE_PARAMETER, site, WIDGET_PATH } from '#server/protocol/widget.ts';

interface HandlerParts {
  next: (request: IncomingMessage, response: Parameters<RequestListener>[1]) => Promise<void>;
  trustProxy: boolean;
  /** Whether pages of that origin may have the widget's frame. */
  mayFrame: (site: string) => Promise<boolean>;
  answered: (request: { method: string; path: string; status: number; seconds: number }) => void;
  failed: (error: unknown) => void;
}

const POLICY = 'content-security-policy';

/** The caller's address; behind a trusted proxy the one that it saw (the last of its header). */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const seen = String(forwarded ?? '').split(',');
  return seen.at(-1)?.trim() || (request.socket.remoteAddress ?? 'unknown');
}

const errorBody = (code: ErrorCode) => JSON.stringify({ error: { code, message: errorTable[code].message } });

/** Where a route does not have a method, Next answers with the status alone: the API's errors have a body. */
function explainMethod(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => ServerResponse;
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse;
  response.writeHead = (...rest: unknown[]) => {
    if (response.statusCode === 405) response.setHeader('content-type', 'application/json');
    return writeHead(...rest);
  };
  response.end = (...rest: unknown[]) =>
    response.statusCode === 405 ? end(errorBody('method_not_allowed')) : end(...rest);
}

/** Puts back the length of a file, which Next leaves out. */
function tellLength(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => ServerResponse;
  response.writeHead = (...rest: unknown[]) => {
    const length = response.getHeader(LENGTH_HEADER);
    if (length !== undefined) response.setHeader('content-length', length);
    response.removeHeader(LENGTH_HEADER);
    return writeHead(...rest);
  };
}

/** The origin that the widget's frame says it is in; the browser holds it to that by the policy that it gets. */
function siteAround(url: string): string | undefined {
  if (!url.startsWith(`${WIDGET_PATH}/`)) return undefined;
  const { searchParams } = new URL(url, 'http://localhost');
  return site.safeParse(searchParams.get(SITE_PARAMETER)).data;
}

/** Lets pages of the site, and of no other, frame the answer. */
function letFrame(response: ServerResponse, around: string): void {
  const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => ServerResponse;
  response.writeHead = (...rest: unknown[]) => {
    const policy = String(response.getHeader(POLICY) ?? '');
    response.setHeader(POLICY, policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${around}`));
    response.removeHeader('x-frame-options');
    return writeHead(...rest);
  };
}

/** No part of a path of ours is longer than a uuid: a longer one may be a secret that came into the wrong place. */
const loggable = (path: string) => path.replaceAll(/[^/]{41,}/g, '…');

/** Hands requests to Next, with what Next cannot know: the caller's address, in a header that nobody else can set. */
export function createHandler({
  next,
  trustProxy,
  mayFrame,
  answered,
  failed,
}: HandlerParts): RequestListener {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const around = siteAround(request.url ?? '/');
    if (around !== undefined && (await mayFrame(around))) letFrame(response, around);
    await next(request, response);
  }

  return (request, response) => {
    const began = performance.now();
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    request.headers['x-client-address'] = addressOf(request, trustProxy);
    response.once('finish', () =>
      answered({
        method: request.method ?? 'GET',
        path: loggable(path),
        status: response.statusCode,
        seconds: (performance.now() - began) / 1000,
      }),
    );
    const uploads = request.method === 'POST' && path === '/api/files';
    if (
      path.startsWith('/api/') &&
      !uploads &&
      Number(request.headers['content-length'] ?? 0) > limits.frameBytes
    ) {
      response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
      response.end(errorBody('too_large'));
      return;
    }
    if (path.startsWith('/api/')) explainMethod(response);
    if (path.startsWith(FILES_PATH)) tellLength(response);
    answer(request, response).catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}
