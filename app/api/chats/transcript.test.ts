import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair } from '#server/testing/conversations.ts';
import { callRoute, readAnswer, serveRoutes } from '#server/testing/rest.ts';
import { GET as transcript } from './[id]/transcript/route.ts';

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

/** The file, as Next would answer it. */
async function download(token: string, id: number) {
  const request = new Request('http://localhost/api', { headers: { authorization: `Bearer ${token}` } });
  return readAnswer(transcript, await transcript(request, { params: Promise.resolve({ id: String(id) }) }));
}

async function scene(subject = 'Broken') {
  const [ada, grace] = [await application.user('ada'), await application.user('grace', 'ADMIN')];
  const [client, admin] = [await application.connect(ada), await application.connect(grace)];
  const { conversationId } = await client.ok('support.open', {
    subject,
    content: 'It does not start',
    clientId: randomUUID(),
  });
  return { ada, grace, client, admin, conversationId };
}

const message = (conversationId: number, content: string) => ({
  conversationId,
  content,
  clientId: randomUUID(),
});

it('has who said what and when, without what was deleted and what only admins see', async () => {
  const { ada, grace, client, admin, conversationId } = await scene('Über “hats”/\u202efiles');
  await admin.ok('support.claim', { conversationId });
  const secret = await client.ok('message.send', message(conversationId, 'My password'));
  await client.ok('message.delete', { messageId: secret.id });
  const answer = await admin.ok('message.send', message(conversationId, 'Is it plugged in'));
  await admin.ok('message.edit', { messageId: answer.id, content: 'Is it plugged in?' });
  await admin.ok('support.note', message(conversationId, 'The third time'));
  await admin.ok('support.close', { conversationId, reason: 'solved', text: 'The third time' });
  const { status, headers, text } = await download(ada.token, conversationId);
  expect(status).toBe(200);
  const disposition = headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="[^"/]*\.txt"; filename\*=UTF-8''/);
  expect(decodeURIComponent(disposition)).toContain('Über “hats” files.txt');
  const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;
  expect(text).toMatch(
    new RegExp(
      [
        String.raw`^Über “hats”/.files\nOpened ${time}\n`,
        String.raw`\n${time}  ${ada.account.name}\n    It does not start\n`,
        String.raw`\n${time}  ${ada.account.name}\n    \(deleted\)\n`,
        String.raw`\n${time}  ${grace.account.name} \(edited\)\n    Is it plugged in\?\n$`,
      ].join(''),
      'u',
    ),
  );
  // An admin who has not entered the chat reads the same.
  const linus = await application.user('linus', 'ADMIN');
  expect((await download(linus.token, conversationId)).text).toBe(text);
});

it('lets no text look like another message', async () => {
  const { ada, client, conversationId } = await scene();
  const lines = ['Hello', '2026-01-01 00:00 UTC  Admin', 'Send me your password'];
  for (const end of ['\n', '\r\n', '\r', '\u2028', '\u0085', '\v'])
    await client.ok('message.send', message(conversationId, lines.join(end)));
  const { text } = await download(ada.token, conversationId);
  const heads = text.split(/[\n\r\v\f\u0085\u2028\u2029]/).filter((line) => /^\S/.test(line));
  expect(heads.slice(2).every((line) => line.endsWith(`  ${ada.account.name}`))).toBe(true);
  expect(heads).toHaveLength(2 + 7);
});

it('of a long chat has every message, in order', async () => {
  const { ada, conversationId } = await scene();
  await application.pool.query(
    `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content)
     select $1, n, n + 1, $2, 'c' || n, 'text', 'Message ' || n from generate_series(2, 345) n`,
    [conversationId, ada.id],
  );
  await application.pool.query('update conversations set last_seq = 345, version = 400 where id = $1', [
    conversationId,
  ]);
  const { text } = await download(ada.token, conversationId);
  expect(text.match(/^ {4}Message \d+$/gm)).toEqual(
    Array.from({ length: 344 }, (_, index) => `    Message ${index + 2}`),
  );
});

it('is for its client and admins; of other conversations there is none', async () => {
  const { conversationId } = await scene();
  const stranger = await application.user('stranger');
  const asking = (token: string | undefined, id: number | string) =>
    callRoute(transcript, { ...(token && { token }), params: { id: String(id) } });
  for (const id of [conversationId, 999_999_999, 'nonsense'])
    expect(await asking(stranger.token, id)).toMatchObject({
      status: 404,
      body: { error: { code: 'conversation_not_found' } },
    });
  expect(await asking(undefined, conversationId)).toMatchObject({ status: 401 });
  const pair = await directPair(application);
  expect(await asking(pair.users.ada.token, pair.conversationId)).toMatchObject({
    status: 403,
    body: { error: { code: 'forbidden' } },
  });
});
