import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { uploadedFile } from '#server/protocol/files.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair } from '#server/testing/conversations.ts';
import { readAnswer, serveRoutes } from '#server/testing/rest.ts';
import { sessionOf } from '#server/testing/support.ts';
import { RED_PNG, upload, uploadRequest } from '#server/testing/uploads.ts';
import type { TestUser } from '#server/testing/users.ts';
import { DELETE, GET } from './[id]/route.ts';
import { POST } from './route.ts';

const application = sharedApplication({ FILE_SIZE_LIMIT: '2KB', FILE_QUOTA: '5KB' });
beforeAll(() => serveRoutes(application));

const nothing = { params: Promise.resolve({}) };

async function post(content: BlobPart, name: string, user?: TestUser) {
  const response = await POST(uploadRequest(content, name, user?.token), nothing);
  const { status, text } = await readAnswer(POST, response);
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}

/** An upload that is being read, and whose end comes when it is released. */
async function heldUpload({ token }: TestUser) {
  const whole = uploadRequest('x', 'x.txt', token);
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const reading = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reading.resolve();
        await end.promise;
        controller.enqueue(bytes);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const request = new Request(whole.url, {
    method: 'POST',
    headers: whole.headers,
    body,
    // Of fetch's types only the browser's are known here, which have none for streams.
    ...{ duplex: 'half' },
  });
  const answered = POST(request, nothing);
  await reading.promise;
  return { answered, release: end.resolve };
}

/** Calls a route of one file. */
async function call(
  route: typeof GET | typeof DELETE,
  id: string,
  {
    token,
    method = 'GET',
    headers = {},
  }: Partial<TestUser> & { method?: string; headers?: Record<string, string> },
) {
  const response = await route(
    new Request(`http://localhost/api/files/${id}`, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    }),
    { params: Promise.resolve({ id }) },
  );
  return readAnswer(route, response);
}

const NOT_FOUND = JSON.stringify({ error: { code: 'file_not_found', message: 'File not found' } });

describe('POST /api/files', () => {
  it('answers what the bytes are, and where they are', async () => {
    const ada = await application.user('ada');
    const { status, body } = await post(RED_PNG, 'C:\\photos\\Sunset %22one%22.jpg', ada);
    expect(status).toBe(201);
    expect(uploadedFile.strict().parse(body)).toEqual({
      id: body.id,
      url: `${application.address.replace('127.0.0.1', 'localhost')}/api/files/${String(body.id)}`,
      name: 'Sunset "one".jpg',
      mimeType: 'image/png',
      size: RED_PNG.length,
      width: 3,
      height: 2,
    });
  });

  it('refuses who is not signed in', async () => {
    expect(await post('x', 'x.txt')).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthorized' } },
    });
  });

  it('refuses a file that is too large, and says how large it may be', async () => {
    const ada = await application.user('ada');
    expect(await post('x'.repeat(2_049), 'x.txt', ada)).toEqual({
      status: 413,
      body: {
        error: { code: 'file_too_large', message: 'The file is too large', details: { limit: 2_048 } },
      },
    });
    expect((await post('x'.repeat(2_048), 'x.txt', ada)).status).toBe(201);
  });

  it('refuses what is beyond the quota, of many at once too, and takes what fits again', async () => {
    const ada = await application.user('ada');
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('x'.repeat(1_500), 'x.txt', ada)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 413, 413]);
    const refused = answers.find(({ status }) => status === 413);
    expect(refused?.body).toMatchObject({ error: { code: 'quota_exceeded' } });
    const grace = await application.user('grace');
    expect((await post('x'.repeat(1_500), 'x.txt', grace)).status).toBe(201);
    const first = answers.find(({ status }) => status === 201);
    await call(DELETE, String(first?.body.id), ada);
    expect((await post('x'.repeat(1_500), 'x.txt', ada)).status).toBe(201);
  });

  it('leaves nothing of what it refuses', async () => {
    const [ada, folder] = [await application.user('ada'), join(application.folder, 'files')];
    const before = await readdir(folder, { recursive: true });
    await post('x'.repeat(3_000), 'x.txt', ada);
    await POST(
      new Request('http://localhost/api/files', {
        method: 'POST',
        headers: { authorization: `Bearer ${ada.token}` },
      }),
      nothing,
    );
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it('lets a user upload six files at a time', async () => {
    const ada = await application.user('ada');
    const held = await Promise.all(Array.from({ length: 6 }, () => heldUpload(ada)));
    expect(await post('x', 'x.txt', ada)).toMatchObject({
      status: 429,
      body: {
        error: { code: 'rate_limited', message: 'Too many uploads at once', details: { retryAfter: 1 } },
      },
    });
    for (const { release } of held) release();
    for (const { answered } of held) expect((await answered).status).toBe(201);
    expect((await post('x', 'x.txt', ada)).status).toBe(201);
  });
});

describe('GET /api/files/:id', () => {
  it('gives the uploader the bytes, and says what they are', async () => {
    const ada = await application.user('ada');
    const { id } = await upload(application, ada, RED_PNG, 'Größe.png');
    const { status, headers } = await call(GET, id, ada);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache, no-transform',
      'content-disposition': `inline; filename="Gr??e.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png`,
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${id}"`,
      'x-content-type-options': 'nosniff',
      'x-file-length': String(RED_PNG.length),
    });
    const response = await GET(
      new Request('http://localhost', { headers: { authorization: `Bearer ${ada.token}` } }),
      { params: Promise.resolve({ id }) },
    );
    expect(Buffer.from(await response.arrayBuffer())).toEqual(RED_PNG);
  });

  it.each([
    ['evil.svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['evil.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['evil.html', '<!doctype html><script>alert(1)</script>'],
    ['evil.png', '<script>alert(1)</script>'],
    ['notes.txt', 'Hello'],
    ['paper.pdf', '%PDF-1.7'],
  ])('has %s saved, not shown', async (name, content) => {
    const ada = await application.user('ada');
    const { id } = await upload(application, ada, content, name);
    const { headers, text } = await call(GET, id, ada);
    expect(text).toBe(content);
    expect(headers.get('content-disposition')).toBe(`attachment; filename=${name}`);
    expect(headers.get('content-type')).not.toMatch(/svg|html|image/);
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers HEAD without the bytes', async () => {
    const ada = await application.user('ada');
    const { id } = await upload(application, ada);
    const { status, headers, text } = await call(GET, id, { ...ada, method: 'HEAD' });
    expect([status, headers.get('x-file-length'), text]).toEqual([200, '13', '']);
  });

  it('answers stretches', async () => {
    const ada = await application.user('ada');
    const { id } = await upload(application, ada, '0123456789');
    const stretch = async (range: string, more: Record<string, string> = {}) => {
      const { status, headers, text } = await call(GET, id, { ...ada, headers: { range, ...more } });
      return [status, headers.get('content-range'), text];
    };
    expect(await stretch('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await stretch('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await stretch('bytes=7-99')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await stretch('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await stretch('bytes=-99')).toEqual([206, 'bytes 0-9/10', '0123456789']);
    expect(await stretch('bytes=10-')).toEqual([416, 'bytes */10', '']);
    expect(await stretch('bytes=-0')).toEqual([416, 'bytes */10', '']);
    for (const range of ['bytes=4-2', 'bytes=-', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=a-b'])
      expect(await stretch(range)).toEqual([200, null, '0123456789']);
    expect(await stretch('bytes=2-4', { 'if-range': `"${id}"` })).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await stretch('bytes=2-4', { 'if-range': '"another"' })).toEqual([200, null, '0123456789']);
  });

  it('spares who has the bytes already', async () => {
    const ada = await application.user('ada');
    const { id } = await upload(application, ada);
    for (const tag of [`"${id}"`, `W/"${id}"`, `"x", "${id}"`, '*'])
      expect(await call(GET, id, { ...ada, headers: { 'if-none-match': tag } })).toMatchObject({
        status: 304,
        text: '',
      });
    expect(await call(GET, id, { ...ada, headers: { 'if-none-match': '"x"' } })).toMatchObject({
      status: 200,
    });
  });

  it('tells a stranger nothing: a foreign file and none look the same', async () => {
    const [ada, stranger, admin] = await Promise.all([
      application.user('ada'),
      application.user('stranger'),
      application.user('admin', 'ADMIN'),
    ]);
    const { id } = await upload(application, ada);
    for (const { token } of [stranger, admin])
      for (const one of [id, crypto.randomUUID(), 'nonsense', '..%2f..', `${id}'`])
        expect(await call(GET, one, { token, headers: { 'if-none-match': '*' } })).toMatchObject({
          status: 404,
          text: NOT_FOUND,
        });
    expect(await call(GET, id, {})).toMatchObject({ status: 401 });
    expect(await call(GET, id, { headers: { 'sec-fetch-mode': 'navigate' } })).toMatchObject({ status: 401 });
  });

  it('is for those who may read a conversation in which it was sent, as long as it is there', async () => {
    const { users, ada: client, conversationId } = await directPair(application);
    const stranger = await application.user('stranger');
    const { id } = await upload(application, users.ada);
    expect(await call(GET, id, users.grace)).toMatchObject({ status: 404 });
    const sent = await client.ok('message.send', {
      conversationId,
      content: '',
      fileId: id,
      clientId: 'one',
    });
    expect(await call(GET, id, users.grace)).toMatchObject({ status: 200, text: 'Meeting notes' });
    expect(await call(GET, id, stranger)).toMatchObject({ status: 404 });
    await client.ok('message.delete', { messageId: sent.id });
    expect(await call(GET, id, users.grace)).toMatchObject({ status: 404 });
  });

  it('ends for who leaves the conversation', async () => {
    const [ada, grace] = await Promise.all([application.user('ada'), application.user('grace')]);
    const { conversationId } = await application.core.conversations.createGroup(sessionOf(ada), {
      title: 'A group',
      userIds: [grace.id],
      clientId: 'group',
    });
    const { id } = await upload(application, ada);
    await application.core.messages.send(sessionOf(ada), { conversationId, content: '', fileId: id });
    expect(await call(GET, id, grace)).toMatchObject({ status: 200 });
    await application.core.conversations.leave(sessionOf(grace), { conversationId });
    expect(await call(GET, id, grace)).toMatchObject({ status: 404 });
  });

  it('is for every admin where it was sent in a support chat', async () => {
    const [ada, admin, grace] = await Promise.all([
      application.user('ada'),
      application.user('admin', 'ADMIN'),
      application.user('grace'),
    ]);
    const { chat } = await application.core.support.open(sessionOf(ada), {});
    const { id } = await upload(application, ada);
    await application.core.messages.send(sessionOf(ada), {
      conversationId: chat.id,
      content: '',
      fileId: id,
    });
    expect(await call(GET, id, admin)).toMatchObject({ status: 200 });
    expect(await call(GET, id, grace)).toMatchObject({ status: 404 });
  });
});

describe('DELETE /api/files/:id', () => {
  it("removes a file of one's own, its bytes too", async () => {
    const ada = await application.user('ada');
    const { id } = await upload(application, ada);
    expect(await call(DELETE, id, ada)).toMatchObject({ status: 204 });
    expect(await call(GET, id, ada)).toMatchObject({ status: 404 });
    await expect.poll(() => readdir(join(application.folder, 'files'))).not.toContain(id);
    expect(await call(DELETE, id, ada)).toMatchObject({ status: 404 });
  });

  it("removes nobody else's, and none that a message shows", async () => {
    const { users, ada: client, conversationId } = await directPair(application);
    const { id } = await upload(application, users.ada);
    await client.ok('message.send', { conversationId, content: '', fileId: id, clientId: 'one' });
    expect(await call(DELETE, id, users.grace)).toMatchObject({ status: 404, text: NOT_FOUND });
    expect(await call(DELETE, id, users.ada)).toMatchObject({ status: 409 });
    expect(await call(GET, id, users.grace)).toMatchObject({ status: 200 });
  });
});
