import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** How the store misbehaves: it answers with an error, says nothing, or hangs up half way. */
export type S3Trouble = 403 | 500 | 'silent' | 'cut';

export const S3_KEYS = { accessKeyId: 'only-tests', secretAccessKey: 'know this secret' };
export const S3_BUCKET = 'switchboard';

const SIGNED = new RegExp(
  `^AWS4-HMAC-SHA256 Credential=${S3_KEYS.accessKeyId}/\\d{8}/us-east-1/s3/aws4_request, ` +
    'SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$',
);

function explain(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

/** A small server on loopback that speaks as much of S3 as files need: PUT, GET with a range, DELETE, all signed. */
export async function startS3() {
  const objects = new Map<string, Buffer>();
  let trouble: S3Trouble | undefined;

  function give(response: ServerResponse, bytes: Buffer | undefined, range: string | undefined) {
    if (!bytes) {
      explain(response, 404, 'NoSuchKey');
      return;
    }
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const part = start ? bytes.subarray(Number(start), Number(end) + 1) : bytes;
    response.writeHead(start ? 206 : 200, { 'content-length': part.length });
    if (trouble !== 'cut') response.end(part);
    else response.write(part.subarray(0, part.length / 2), () => response.destroy());
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    if (trouble === 'silent') return;
    if (trouble === 'cut' && request.method === 'PUT') {
      request.once('data', () => request.destroy());
      return;
    }
    const body = await buffer(request);
    if (typeof trouble === 'number') {
      explain(response, trouble, trouble === 403 ? 'AccessDenied' : 'InternalError');
      return;
    }
    const [, bucket, key = ''] = /^\/([^/]+)\/([^/?]+)/.exec(request.url ?? '') ?? [];
    if (bucket !== S3_BUCKET || !SIGNED.test(request.headers.authorization ?? ''))
      explain(response, 403, 'SignatureDoesNotMatch');
    else if (request.method === 'GET') give(response, objects.get(key), request.headers.range);
    else if (request.method === 'DELETE') {
      objects.delete(key);
      response.writeHead(204).end();
    } else if (request.headers['content-length'] === String(body.length)) {
      objects.set(key, body);
      response.writeHead(200, { etag: '"x"' }).end();
    } else explain(response, 411, 'MissingContentLength');
  }

  const server = createServer((request, response) => {
    // Whoever hangs up hears nothing.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    objects,
    /** From now on; undefined for none. */
    make: (next: S3Trouble | undefined) => void (trouble = next),
    settings: { bucket: S3_BUCKET, region: 'us-east-1', ...S3_KEYS, endpoint, forcePathStyle: true },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
