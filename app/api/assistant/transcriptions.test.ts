import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { sharedAssistant } from '#server/testing/assistant.ts';
import { readAnswer, serveRoutes } from '#server/testing/rest.ts';
import { RED_PNG, uploadRequest } from '#server/testing/uploads.ts';
import { POST } from './transcriptions/route.ts';

const nothing = { params: Promise.resolve({}) };
const LISTENING = { OPENAI_TRANSCRIPTION_MODEL: 'fake-ear' };

/** The beginning of a WebM, as every browser's but Safari's recordings have it. */
const WEBM = Buffer.concat([
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701', 'hex'),
  Buffer.alloc(400),
]);

/** A second of silence as a WAV. */
const WAV = Buffer.concat([
  Buffer.from(
    '524946466800000057415645666d74201000000001000100401f0000803e0000020010006461746144000000',
    'hex',
  ),
  Buffer.alloc(68),
]);

async function post(content: BlobPart, token?: string, name = 'blob') {
  const request = uploadRequest(content, name, token, '/api/assistant/transcriptions');
  const response = await POST(request, nothing);
  const { status, text } = await readAnswer(POST, response);
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}

/** Names of files of that server, those on their way included. */
async function filesOf({ folder }: TestApplication): Promise<string[]> {
  const entries = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('a recording', () => {
  const scene = sharedAssistant({ ...LISTENING, SPEECH_LIMIT: 'off' });
  beforeAll(() => serveRoutes(scene.application));
  const refused = (status: number, code: string) => ({ status, body: { error: { code } } });

  it.each([
    ['WebM', WEBM, 'recording.webm'],
    ['WAV', WAV, 'recording.wav'],
  ])('is written down, by what its bytes are (%s), and not kept', async (_name, bytes, name) => {
    const { application, model } = scene;
    const { token } = await application.user();
    model.listens({ words: '  How do I\u0000 close a chat? ' });
    expect(await post(bytes, token, '../evil.html')).toEqual({
      status: 200,
      body: { text: 'How do I close a chat?' },
    });
    expect(model.heard.at(-1)).toEqual({ model: 'fake-ear', name, size: bytes.byteLength });
    expect(await filesOf(application)).toEqual([]);
    const { rows } = await application.pool.query('select 1 from files');
    expect(rows).toEqual([]);
  });

  it('is cut to what a question can hold', async () => {
    const { token } = await scene.application.user();
    scene.model.listens({ words: 'word '.repeat(10_000) });
    const { body } = await post(WEBM, token);
    expect(String(body.text).length).toBeLessThanOrEqual(limits.text);
    scene.model.listens({ words: '' });
    expect((await post(WEBM, token)).body).toEqual({ text: '' });
  });

  it('is nobody’s who is not signed in', async () => {
    const before = scene.model.heard.length;
    expect(await post(WEBM)).toMatchObject(refused(401, 'unauthorized'));
    expect(await post(WEBM, 'wrong')).toMatchObject(refused(401, 'token_invalid'));
    expect(scene.model.heard).toHaveLength(before);
  });

  it.each([
    ['a picture', RED_PNG, 'unsupported_media_type', 415],
    ['a text', 'RIFF of a guitar', 'unsupported_media_type', 415],
    ['nothing at all', '', 'unsupported_media_type', 415],
  ])('is not %s', async (_name, content, code, status) => {
    const { token } = await scene.application.user();
    const before = scene.model.heard.length;
    expect(await post(content, token, 'recording.webm')).toMatchObject(refused(status, code));
    expect(scene.model.heard).toHaveLength(before);
    expect(await filesOf(scene.application)).toEqual([]);
  });

  it('is no longer than a question', async () => {
    const { token } = await scene.application.user();
    const long = Buffer.concat([WEBM, Buffer.alloc(limits.recordingBytes)]);
    expect(await post(long, token)).toMatchObject(refused(413, 'file_too_large'));
    expect(await filesOf(scene.application)).toEqual([]);
  });

  it('comes in a form', async () => {
    const { token } = await scene.application.user();
    const request = new Request('http://localhost/api/assistant/transcriptions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'audio/webm' },
      body: WEBM,
    });
    expect((await readAnswer(POST, await POST(request, nothing))).status).toBe(415);
  });
});

describe('a provider that fails', () => {
  const scene = sharedAssistant({ ...LISTENING, SPEECH_LIMIT: 'off' }, undefined, {
    speech: 1_500,
    patience: 1_500,
    transcription: 1_500,
  });
  beforeAll(() => serveRoutes(scene.application));

  it.each(['500', 'hang', 'no-text'] as const)('(%s) is told as one', async (how) => {
    const { application, model } = scene;
    const { token } = await application.user();
    model.listens(how);
    expect(await post(WEBM, token)).toMatchObject({
      status: 502,
      body: { error: { code: 'transcription_failed', message: 'The recording could not be written down' } },
    });
    expect(await filesOf(application)).toEqual([]);
    expect(application.faults).toEqual([]);
  });
});

describe('without a model for it', () => {
  const scene = sharedAssistant();
  beforeAll(() => serveRoutes(scene.application));

  it('no recording is taken', async () => {
    const { token } = await scene.application.user();
    expect(await post(WEBM, token)).toMatchObject({
      status: 404,
      body: { error: { code: 'transcription_off' } },
    });
  });
});

describe('with a limit', () => {
  const scene = sharedAssistant({ ...LISTENING, SPEECH_LIMIT: '1/1h' });
  beforeAll(() => serveRoutes(scene.application));

  it('so many are written down; what is no recording does not count', async () => {
    const { token } = await scene.application.user();
    expect((await post(RED_PNG, token)).status).toBe(415);
    expect((await post(WEBM, token)).status).toBe(200);
    expect(await post(WEBM, token)).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limited', details: { retryAfter: expect.any(Number) as number } } },
    });
  });
});
