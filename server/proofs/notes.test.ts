import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getChat } from '#app/api/chats/[id]/route.ts';
import { GET as getTranscript } from '#app/api/chats/[id]/transcript/route.ts';
import { GET as getMessages } from '#app/api/chats/conversations/[id]/messages/route.ts';
import { GET as getChats } from '#app/api/chats/route.ts';
import { type HubInput, hubCommands } from '#server/protocol/hub.ts';
import { webhookEvent } from '#server/protocol/webhooks.ts';
import { sharedApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import { uuidOf } from '#server/testing/conversations.ts';
import { callRoute, readAnswer, serveRoutes } from '#server/testing/rest.ts';
import { sessionOf } from '#server/testing/support.ts';
import { until } from '#server/testing/until.ts';
import { startReceiver } from '#server/testing/webhooks.ts';
import { connectAll } from './dialects.ts';

const application = sharedApplication({ WEBHOOK_PRIVATE_ADDRESSES: 'allow' });
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  serveRoutes(application);
  receiver = await startReceiver();
  const admin = sessionOf(await application.user('webhooks', 'ADMIN'));
  await application.core.webhooks.create(admin, { url: receiver.url, events: webhookEvent.options });
});
afterAll(() => receiver.close());

/** Everything that the webhook was told of the chat, once it was told of that message. */
const toldToWebhook = (id: number, last: string) =>
  until(async () => {
    const bodies = receiver.heard
      .filter(({ payload }) => 'chat' in payload.data && payload.data.chat.id === id)
      .map(({ body }) => body);
    return bodies.some((body) => body.includes(last)) && bodies;
  }, 'that the webhook was told');

/** No word of a client's is like it. */
const CANARY = 'canary';

/** What admins do with a chat while they write notes on it. Whatever they say to it is a canary. */
type Deed =
  'note' | 'say' | 'edit' | 'claim' | 'handOver' | 'release' | 'snooze' | 'label' | 'close' | 'reopen';
const deeds = fc.array(
  fc.constantFrom<Deed>(
    'note',
    'say',
    'edit',
    'claim',
    'handOver',
    'release',
    'snooze',
    'label',
    'close',
    'reopen',
  ),
  { minLength: 4, maxLength: 12 },
);

async function scene() {
  const [ada, grace] = [await application.user('ada'), await application.user('grace', 'ADMIN')];
  const heir = await application.user('linus', 'ADMIN');
  const [client, admin] = [await application.connect(ada), await application.connect(grace)];
  const { conversationId: id } = await client.ok('support.open', {
    subject: 'Broken',
    content: 'It does not start',
    clientId: randomUUID(),
  });
  const conversation = { id, uuid: await uuidOf(application, id) };
  return {
    ada,
    client,
    admin,
    heir,
    conversation,
    sockets: await connectAll(application, ada, conversation),
  };
}

async function does(
  admin: HubClient,
  conversationId: number,
  deed: Deed,
  { mine, adminId }: { mine: number[]; adminId: number },
) {
  const clientId = randomUUID();
  const said = `${CANARY} ${clientId}`;
  if (deed === 'note') return admin.ok('support.note', { conversationId, content: said, clientId });
  if (deed === 'handOver') return admin.command('support.assign', { conversationId, adminId, note: said });
  if (deed === 'close')
    return admin.command('support.close', { conversationId, reason: 'no_answer', text: said });
  if (deed === 'snooze') return admin.command('support.snooze', { conversationId, until: null });
  if (deed === 'label')
    return admin.command('support.label', { conversationId, label: CANARY, on: mine.length % 2 === 0 });
  if (deed === 'say') {
    const answer = await admin.command('message.send', { conversationId, content: 'A word', clientId });
    return answer.ok && mine.push(answer.data.id);
  }
  const messageId = mine.at(-1);
  if (deed === 'edit')
    return messageId && admin.command('message.edit', { messageId, content: `Another ${clientId}` });
  return admin.command(`support.${deed}`, { conversationId });
}

/** Everything that the client can ask of the hub about the chat, refusals too. */
async function everyAnswer(client: HubClient, conversationId: number): Promise<unknown[]> {
  const input = {
    conversationId,
    since: 0,
    view: 'all',
    userIds: [1],
    query: 'a',
    kinds: ['support'],
  };
  const asking = Object.keys(hubCommands).filter((name) =>
    /\.(?:list|open|history|changes|place|counts|client|admins|notes|get|search)$/.test(name),
  );
  return Promise.all(
    asking
      .filter((name) => name !== 'support.open')
      .map((name) => client.emit(name, input satisfies Record<string, unknown>)),
  );
}

async function everyPage(token: string, id: number): Promise<unknown[]> {
  const params = { id: String(id) };
  const answers = await Promise.all([
    callRoute(getChats, { token }),
    callRoute(getChat, { token, params }),
    callRoute(getMessages, { token, params }),
    callRoute(getMessages, { token, params, query: '?limit=100&page=1' }),
  ]);
  for (const { status } of answers) expect(status).toBe(200);
  const headers = { authorization: `Bearer ${token}` };
  const file = await getTranscript(new Request('http://localhost/api', { headers }), {
    params: Promise.resolve(params),
  });
  const { status, text } = await readAnswer(getTranscript, file);
  expect(status).toBe(200);
  return [...answers.map(({ body }) => body), text];
}

describe('an internal note', () => {
  it('reaches its client in no dialect, push, answer, list or count, and leaves no hole', () =>
    fc.assert(
      fc.asyncProperty(deeds, async (list) => {
        const { ada, client, admin, heir, conversation, sockets } = await scene();
        const { id } = conversation;
        const mine: number[] = [];
        const able = { mine, adminId: heir.id };
        const always = ['claim', 'snooze', 'handOver', 'close', 'reopen', 'note'] as const;
        for (const deed of ['note', ...list, ...always] as const) await does(admin, id, deed, able);
        // What comes after the last note came after it everywhere.
        await admin.command('support.reopen', { conversationId: id });
        const last = `last ${randomUUID()}`;
        await admin.ok('message.send', { conversationId: id, content: last, clientId: randomUUID() });
        await Promise.all([...sockets.values()].map((voice) => voice.heard(last)));

        const { notes } = await admin.ok('support.notes', { conversationId: id });
        expect(notes.length).toBeGreaterThanOrEqual(2);
        const told = [
          ...[...sockets.values()].map((voice) => voice.frames()),
          client.heard,
          await everyAnswer(client, id),
          await everyPage(ada.token, id),
          await toldToWebhook(id, last),
        ];
        // A conversation says for itself to whom the assistant handed it.
        const hints = new RegExp(`${CANARY}|no_answer|snooze|handed(?!To\\b)|woken`);
        expect(JSON.stringify(told)).not.toMatch(hints);
        expect(client.all('note')).toEqual([]);

        const { messages, lastSeq } = await client.ok('conversation.history', { conversationId: id });
        expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
        const [row] = (await client.ok('conversation.list', { kinds: ['support'] })).items;
        expect([row?.lastSeq, row?.last?.excerpt]).toEqual([messages.length, last]);
        // Each version is a change that the client was told: none is a note's.
        const { delta } = await client.ok('conversation.changes', { conversationId: id, since: 0 });
        expect(delta.lastSeq).toBe(lastSeq);
        for (const voice of sockets.values()) voice.close();
        client.close();
        admin.close();
      }),
      { numRuns: 8 },
    ));

  it('takes no version of its chat', async () => {
    const { client, admin, conversation } = await scene();
    const version = async () =>
      (await client.ok('conversation.open', { conversationId: conversation.id })).summary.version;
    const before = await version();
    const note = { conversationId: conversation.id, content: CANARY, clientId: randomUUID() };
    await admin.ok('support.note', note);
    expect(await version()).toBe(before);
  });

  it('reaches every admin, once, but not the client of the chat who is one', async () => {
    const [grace, linus] = [
      await application.user('grace', 'ADMIN'),
      await application.user('linus', 'ADMIN'),
    ];
    const [hers, his] = [await application.connect(grace), await application.connect(linus)];
    const { conversationId } = await hers.ok('support.open', {
      subject: 'Of an admin',
      content: 'Help',
      clientId: randomUUID(),
    });
    const input: HubInput<'support.note'> = { conversationId, content: CANARY, clientId: randomUUID() };
    const notes = await Promise.all([1, 2, 3].map(() => his.ok('support.note', input)));
    expect(new Set(notes.map(({ id }) => id)).size).toBe(1);
    expect(await his.next('note')).toEqual(notes[0]);
    expect((await his.ok('support.notes', { conversationId })).notes).toEqual([notes[0]]);
    expect(await hers.refused('support.notes', { conversationId })).toMatchObject({ code: 'forbidden' });
    await hers.settled();
    expect(hers.all('note')).toEqual([]);
    await his.settled();
    expect(his.all('note')).toHaveLength(1);
  });

  it('comes by pages, the latest first', async () => {
    const { admin, conversation } = await scene();
    const { id: conversationId } = conversation;
    for (const content of ['one', 'two', 'three'])
      await admin.ok('support.note', { conversationId, content, clientId: randomUUID() });
    const latest = await admin.ok('support.notes', { conversationId, limit: 2 });
    expect([latest.notes.map(({ content }) => content), latest.hasMore]).toEqual([['two', 'three'], true]);
    const before = latest.notes[0]?.id;
    const first = await admin.ok('support.notes', { conversationId, before, limit: 2 });
    expect([first.notes.map(({ content }) => content), first.hasMore]).toEqual([['one'], false]);
  });
});
