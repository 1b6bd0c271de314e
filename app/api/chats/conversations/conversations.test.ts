import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#server/protocol/limits.ts';
import { type RestConversation, type RestMessage, restKeyset, restPage } from '#server/protocol/rest.ts';
import { startApplication, sharedApplication } from '#server/testing/application.ts';
import { joinedChat, textBy } from '#server/testing/chat-client.ts';
import { directPair, send } from '#server/testing/conversations.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import * as history from './[id]/messages/route.ts';
import * as member from './[id]/participants/[userId]/route.ts';
import * as members from './[id]/participants/route.ts';
import * as conversations from './route.ts';

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

const create = (user: TestUser, body: unknown) => callRoute(conversations.POST, { token: user.token, body });
const fieldsOf = ({ body }: { body: unknown }) =>
  (body as { error: { details?: { fields: unknown } } }).error.details?.fields;
const codeOf = ({ body }: { body: unknown }) => (body as { error: { code: string } }).error.code;
const pair = () =>
  Promise.all(['ada', 'grace'].map((name) => application.user(name))) as Promise<[TestUser, TestUser]>;

describe('POST /api/chats/conversations', () => {
  it('creates the conversation of a pair, and finds it the next time', async () => {
    const [ada, grace] = await pair();
    const made = await create(ada, { sender_id: ada.id, receiver_id: grace.id });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(Number) as number,
      uuid: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      kind: 'direct',
      title: null,
      sender_id: ada.id,
      receiver_id: grace.id,
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    });
    expect(await create(ada, { sender_id: ada.id, receiver_id: grace.id })).toMatchObject({
      status: 200,
      body: made.body,
    });
    expect(await create(grace, { kind: 'direct', sender_id: grace.id, receiver_id: ada.id })).toMatchObject({
      status: 200,
      body: made.body,
    });
  });

  it('creates a group, to which its members add and from which its owner removes', async () => {
    const [ada, grace] = await pair();
    const linus = await application.user('linus');
    const made = await create(ada, { kind: 'group', title: ' Plans ', participant_ids: [grace.id] });
    expect(made).toMatchObject({
      status: 201,
      body: { kind: 'group', title: 'Plans', receiver_id: grace.id },
    });
    const { id, uuid } = made.body as RestConversation;
    const added = await callRoute(members.POST, {
      token: grace.token,
      params: { id: uuid },
      body: { userId: linus.id },
    });
    expect(added).toMatchObject({ status: 201, body: { id, sender_id: ada.id, receiver_id: null } });
    const remove = (by: TestUser, userId: number) =>
      callRoute(member.DELETE, {
        token: by.token,
        params: { id: String(id), userId: String(userId) },
        method: 'DELETE',
      });
    expect(await remove(grace, linus.id)).toMatchObject({ status: 403 });
    expect(await remove(ada, linus.id)).toMatchObject({ status: 204, body: undefined });
    expect(await remove(grace, grace.id)).toMatchObject({ status: 204 });
    expect(await remove(grace, grace.id)).toMatchObject({ status: 404 });
  });

  it.each([
    [
      {},
      {
        sender_id: 'sender_id should not be empty, sender_id must be an integer number',
        receiver_id: 'receiver_id should not be empty, receiver_id must be an integer number',
      },
    ],
    [
      { sender_id: '1', receiver_id: 1.5 },
      {
        sender_id: 'sender_id must be an integer number',
        receiver_id: 'receiver_id must be an integer number',
      },
    ],
    [{ kind: 'party' }, { kind: 'kind must be one of the following values: direct, group' }],
  ])('says what is wrong with %j', async (body, fields) => {
    const answer = await create(await application.user(), body);
    expect([answer.status, codeOf(answer), fieldsOf(answer)]).toEqual([422, 'validation_failed', fields]);
  });

  it('refuses another’s name, nobody, and oneself', async () => {
    const [ada, grace] = await pair();
    const refused = (sender_id: number, receiver_id: number) => create(ada, { sender_id, receiver_id });
    expect(await refused(grace.id, ada.id)).toMatchObject({ status: 403 });
    for (const nobody of [1_000_000_000, 0, -1])
      expect(codeOf(await refused(ada.id, nobody))).toBe('user_not_found');
    expect(await refused(ada.id, ada.id)).toMatchObject({ status: 400 });
    expect(await callRoute(conversations.POST, { body: {} })).toMatchObject({ status: 401 });
  });
});

describe('GET /api/chats/conversations/:id/messages', () => {
  const read = (user: TestUser, id: number | string, query = '') =>
    callRoute(history.GET, { token: user.token, params: { id: String(id) }, query });

  it('answers pages, the newest first, each ascending', async () => {
    const { ada, users, conversationId } = await directPair(application);
    for (const text of ['1', '2', '3', '4', '5']) await send(ada, conversationId, text);
    const page = async (query: string) => {
      const { data, ...rest } = restPage
        .strict()
        .parse((await read(users.grace, conversationId, query)).body);
      return { texts: data.map(({ content }) => content).join(''), ...rest };
    };
    expect(await page('')).toEqual({ texts: '12345', page: 1, limit: 20, total: 5 });
    expect(await page('?page=1&limit=2')).toEqual({ texts: '45', page: 1, limit: 2, total: 5 });
    expect(await page('?page=2&limit=2')).toEqual({ texts: '23', page: 2, limit: 2, total: 5 });
    expect(await page('?page=3&limit=2')).toEqual({ texts: '1', page: 3, limit: 2, total: 5 });
    expect(await page('?page=4&limit=2')).toEqual({ texts: '', page: 4, limit: 2, total: 5 });
    expect(await page('?limit=1000')).toMatchObject({ texts: '12345', limit: limits.page.max });
  });

  it('answers what lies before or after a message, ascending', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const ids: number[] = [];
    for (const text of ['1', '2', '3', '4', '5']) ids.push((await send(ada, conversationId, text)).id);
    const keyset = async (query: string) => {
      const { data, hasMore } = restKeyset
        .strict()
        .parse((await read(users.grace, conversationId, query)).body);
      return [data.map(({ content }) => content).join(''), hasMore];
    };
    expect(await keyset(`?before=${ids[3]}&limit=2`)).toEqual(['23', true]);
    expect(await keyset(`?before=${ids[1]}&limit=2`)).toEqual(['1', false]);
    expect(await keyset(`?before=${ids[0]}`)).toEqual(['', false]);
    expect(await keyset(`?after=${ids[1]}&limit=2`)).toEqual(['34', true]);
    expect(await keyset(`?after=${ids[2]}&limit=2`)).toEqual(['45', false]);
    expect(await keyset(`?after=${ids[4]}`)).toEqual(['', false]);
    const elsewhere = await directPair(application);
    const { id } = await send(elsewhere.ada, elsewhere.conversationId, 'elsewhere');
    expect(await read(users.grace, conversationId, `?before=${id}`)).toMatchObject({ status: 404 });
  });

  it.each([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=',
    'page=a',
    'limit=0',
    'limit=1e2',
    'limit=0x10',
    'before=0',
    'after=x',
  ])('refuses ?%s', async (query) => {
    const { users, conversationId } = await directPair(application);
    const answer = await read(users.ada, conversationId, `?${query}`);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_request']);
  });

  it('lets an admin into a support chat', async () => {
    const ada = await application.user('ada');
    const admin = await application.user('admin', 'ADMIN');
    const { chat } = await application.core.support.open(sessionOf(ada), { title: 'It does not start' });
    const message = { message_type: 'text', content: 'Hello?' };
    await callRoute(history.POST, { token: ada.token, params: { id: String(chat.id) }, body: message });
    expect((await read(admin, chat.id)).body).toMatchObject({ data: [message], total: 1 });
    expect((await read(await application.user(), chat.id)).status).toBe(404);
  });

  it('takes the number or the uuid, of the reader’s own conversations only', async () => {
    const { ada, users, conversationId } = await directPair(application);
    await send(ada, conversationId, 'private');
    const { summary } = await ada.ok('conversation.open', { conversationId });
    const byNumber = await read(users.grace, conversationId);
    expect(await read(users.grace, summary.uuid)).toMatchObject({ status: 200, body: byNumber.body });
    const eve = await application.user('eve');
    for (const id of [conversationId, summary.uuid, '0', '1e9', 'nonsense', '%00', '1000000000000'])
      expect(codeOf(await read(eve, id))).toBe('conversation_not_found');
  });
});

describe('POST /api/chats/conversations/:id/messages', () => {
  const say = (user: TestUser, id: number | string, body: unknown) =>
    callRoute(history.POST, { token: user.token, params: { id: String(id) }, body });

  it('stores the message, and those in the room receive it as it was answered', async () => {
    const { users, conversationId } = await directPair(application);
    const grace = await joinedChat(application.address, users.grace, conversationId);
    const body = { message_type: 'text', content: ' By REST ', clientId: 'one' };
    const answer = await say(users.ada, conversationId, body);
    expect(answer.status).toBe(201);
    expect(await grace.next('receive-message')).toEqual(answer.body);
    expect(answer.body).toMatchObject({
      sender_id: users.ada.id,
      content: ' By REST ',
      message_type: 'text',
    });
    expect(await say(users.ada, conversationId, { ...body, content: 'again' })).toMatchObject({
      status: 201,
      body: answer.body,
    });
    const ada = await joinedChat(application.address, users.ada, conversationId);
    const bySocket = textBy(users.ada, conversationId, 'and again', { clientId: 'one' });
    expect(await ada.ask('send-message', bySocket)).toEqual(answer.body);
    const picture = { message_type: 'image', content: 'https://example.com/cat.png' };
    expect((await say(users.ada, conversationId, picture)).body).toMatchObject(picture);
    expect(await ada.next<RestMessage>('receive-message')).toMatchObject(picture);
    for (const client of [ada, grace]) client.close();
  });

  it.each([
    [
      {},
      {
        message_type:
          'message_type should not be empty, message_type must be one of the following values: text, image, file',
        content: 'content should not be empty, content must be a string',
      },
    ],
    [{ message_type: 'text', content: ' ' }, { content: 'content should not be empty' }],
    [{ message_type: 'file', content: 'a file' }, { content: 'content must be a URL address' }],
    [
      { message_type: 'text', content: 'x', clientId: 'x'.repeat(65) },
      { clientId: 'clientId must be shorter than or equal to 64 characters' },
    ],
  ])('says what is wrong with %j', async (body, fields) => {
    const { users, conversationId } = await directPair(application);
    const answer = await say(users.ada, conversationId, body);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
  });

  it('refuses who is not in it', async () => {
    const { conversationId } = await directPair(application);
    const eve = await application.user('eve');
    const answer = await say(eve, conversationId, { message_type: 'text', content: 'let me in' });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'conversation_not_found']);
  });
});

it('over the limit a send is refused with the time to wait', async () => {
  const limited = await startApplication({ SEND_LIMIT: '1/1h' });
  serveRoutes(limited);
  const [ada, grace] = [await limited.user('ada'), await limited.user('grace')];
  const { body } = await create(ada, { sender_id: ada.id, receiver_id: grace.id });
  const call = {
    token: ada.token,
    params: { id: String((body as RestConversation).id) },
    body: { message_type: 'text', content: 'hello' },
  };
  expect((await callRoute(history.POST, call)).status).toBe(201);
  const refused = await callRoute(history.POST, call);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_500);
  serveRoutes(application);
  await limited.stop();
});
