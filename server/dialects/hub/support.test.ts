import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deskChat } from '#server/protocol/support-hub.ts';
import { sharedApplication } from '#server/testing/application.ts';
import type { Present } from '#server/testing/conversations.ts';
import type { Role } from '#server/protocol/identity.ts';

const application = sharedApplication();

async function there(name: string, role?: Role): Promise<Present> {
  const user = await application.user(name, role);
  return { user, client: await application.connect(user) };
}

const opening = (content = 'It does not start', clientId: string = randomUUID()) => ({
  subject: 'Broken',
  content,
  clientId,
});

/** A client with a chat that waits, and two admins. */
async function desk() {
  const [ada, grace, linus] = await Promise.all([
    there('ada'),
    there('grace', 'ADMIN'),
    there('linus', 'ADMIN'),
  ]);
  const { conversationId } = await ada.client.ok('support.open', opening());
  return { ada, grace, linus, conversationId };
}

const told = ({ client }: Present, conversationId: number, change: string) =>
  client.next('support', (event) => event.conversationId === conversationId && event.change === change);

describe('support.open', () => {
  it('makes a chat with its first message, once, and tells the client and every admin', async () => {
    const [ada, grace, stranger] = await Promise.all([there('ada'), there('grace', 'ADMIN'), there('eve')]);
    const input = opening();
    const answers = await Promise.all([1, 2, 3].map(() => ada.client.ok('support.open', input)));
    const [id] = new Set(answers.map(({ conversationId }) => conversationId));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const { messages } = await ada.client.ok('conversation.history', { conversationId: id ?? 0 });
    expect(messages.map(({ content }) => content)).toEqual(['It does not start']);
    const event = {
      conversationId: id,
      version: 1,
      status: 'PENDING',
      clientId: ada.user.id,
      adminId: null,
      change: 'opened',
    };
    for (const person of [ada, grace]) expect(await told(person, id ?? 0, 'opened')).toEqual(event);
    await stranger.client.settled();
    expect(stranger.client.all('support')).toEqual([]);
  });

  it('is in the client’s list of that kind, and in no other', async () => {
    const { ada, conversationId } = await desk();
    const list = async (kinds?: ('support' | 'direct' | 'group')[]) =>
      (await ada.client.ok('conversation.list', { kinds })).items.map(({ id }) => id);
    expect(await list(['support'])).toEqual([conversationId]);
    expect(await list(['direct', 'group'])).toEqual([]);
    expect(await list()).toEqual([conversationId]);
  });
});

describe('the way of a chat', () => {
  it('is claimed by one of many; the others are told whom', async () => {
    const { grace, linus, ada, conversationId } = await desk();
    const answers = await Promise.all(
      [grace, linus].map(({ client }) => client.command('support.claim', { conversationId })),
    );
    const winner = answers[0]?.ok ? grace : linus;
    const error = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(error).toMatchObject([{ code: 'already_claimed', details: { adminId: winner.user.id } }]);
    for (const person of [ada, grace, linus])
      expect(await told(person, conversationId, 'status')).toMatchObject({
        status: 'ACTIVE',
        adminId: winner.user.id,
      });
  });

  it('is handed over, released, closed and reopened', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    const inChat = { conversationId };
    await grace.client.ok('support.claim', inChat);
    const adminId = linus.user.id;
    expect(await linus.client.refused('support.release', inChat)).toMatchObject({ code: 'already_claimed' });
    expect(await grace.client.ok('support.assign', { ...inChat, adminId })).toEqual({
      ...inChat,
      clientId: ada.user.id,
      adminId,
      status: 'ACTIVE',
      rating: null,
    });
    expect(await told(ada, conversationId, 'owner')).toMatchObject({ adminId });
    expect(await linus.client.ok('support.release', inChat)).toMatchObject({ status: 'PENDING' });
    await linus.client.ok('support.claim', inChat);
    await grace.client.ok('support.close', inChat);
    const message = { ...inChat, content: 'One more thing', clientId: randomUUID() };
    expect(await ada.client.refused('message.send', message)).toMatchObject({ code: 'chat_closed' });
    expect(await grace.client.refused('support.claim', inChat)).toMatchObject({ code: 'invalid_transition' });
    expect(await ada.client.ok('support.reopen', inChat)).toMatchObject({ status: 'PENDING', adminId: null });
    await linus.client.ok('support.close', inChat);
    expect(await grace.client.ok('support.reopen', inChat)).toMatchObject({
      status: 'ACTIVE',
      adminId: grace.user.id,
    });
  });

  it('is not the client’s to decide, and a stranger’s not to see', async () => {
    const { ada, conversationId } = await desk();
    const eve = await there('eve');
    for (const command of ['support.claim', 'support.release', 'support.close'] as const) {
      expect(await ada.client.refused(command, { conversationId })).toMatchObject({ code: 'forbidden' });
      expect(await eve.client.refused(command, { conversationId })).toMatchObject({
        code: 'conversation_not_found',
      });
    }
  });
});

describe('support.rate', () => {
  it('is the client’s word once the chat is closed, which it stays', async () => {
    const { ada, grace, conversationId } = await desk();
    const rating = { conversationId, rating: 4, comment: ' Quick, and kind ' };
    await grace.client.ok('support.claim', { conversationId });
    expect(await ada.client.refused('support.rate', rating)).toMatchObject({ code: 'invalid_transition' });
    await grace.client.ok('support.close', { conversationId });
    expect(await grace.client.refused('support.rate', rating)).toMatchObject({ code: 'forbidden' });
    expect(await ada.client.ok('support.rate', rating)).toMatchObject({ status: 'CLOSED', rating: 4 });
    await grace.client.next(
      'changes',
      (delta) =>
        delta.conversationId === conversationId &&
        delta.conversation?.support?.status === 'CLOSED' &&
        delta.conversation.support.rating === 4,
    );
    const { comment } = await grace.client.ok('support.client', { conversationId });
    expect(comment).toBe('Quick, and kind');
    expect(await ada.client.ok('support.rate', { conversationId, rating: 5 })).toMatchObject({ rating: 5 });
    expect(await ada.client.refused('support.rate', { conversationId, rating: 6 })).toMatchObject({
      code: 'validation_failed',
    });
  });

  it('is said anew of a chat that was reopened, though it is the same', async () => {
    const { ada, grace, conversationId } = await desk();
    await grace.client.ok('support.close', { conversationId });
    await ada.client.ok('support.rate', { conversationId, rating: 4, comment: 'Quick' });
    expect(await ada.client.ok('support.reopen', { conversationId })).toMatchObject({ rating: null });
    await grace.client.ok('support.close', { conversationId });
    expect(await grace.client.ok('support.client', { conversationId })).toMatchObject({ comment: null });
    await ada.client.ok('support.rate', { conversationId, rating: 4 });
    const { events } = await grace.client.ok('support.history', { conversationId });
    expect(events.filter(({ kind }) => kind === 'rated')).toHaveLength(2);
  });
});

describe('the desk', () => {
  it('shows each chat where it is, with whose it is', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    const later = await ada.client.ok('support.open', opening('And another thing'));
    const ids = async ({ client }: Present, view: 'waiting' | 'mine' | 'active' | 'closed' | 'all') =>
      (await client.ok('support.list', { view, limit: 100 })).items.map(({ id }) => id);
    const waiting = await ids(grace, 'waiting');
    expect(waiting.filter((id) => id === conversationId || id === later.conversationId)).toEqual([
      conversationId,
      later.conversationId,
    ]);

    await grace.client.ok('support.claim', { conversationId });
    expect(await ids(grace, 'waiting')).not.toContain(conversationId);
    expect(await ids(grace, 'mine')).toEqual([conversationId]);
    expect(await ids(linus, 'mine')).toEqual([]);
    expect(await ids(linus, 'active')).toContain(conversationId);
    const [row] = (await grace.client.ok('support.list', { view: 'mine' })).items;
    expect(deskChat.parse(row)).toMatchObject({
      title: 'Broken',
      client: { id: ada.user.id },
      owner: { id: grace.user.id },
      last: { excerpt: 'It does not start' },
      support: { status: 'ACTIVE' },
    });

    await linus.client.ok('support.close', { conversationId });
    expect((await ids(linus, 'closed'))[0]).toBe(conversationId);
    expect((await ids(linus, 'all'))[0]).toBe(conversationId);
    expect(await ids(grace, 'mine')).toEqual([]);
  });

  it('pages through the queue without a gap or a repetition', async () => {
    const { grace } = await desk();
    const whole = (await grace.client.ok('support.list', { view: 'waiting', limit: 100 })).items;
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: number }[]; nextCursor: string | null } = await grace.client.ok(
        'support.list',
        { view: 'waiting', limit: 2, cursor },
      );
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole.map(({ id }) => id));
  });

  it('counts what waits and what is active', async () => {
    const { ada, grace, conversationId } = await desk();
    const before = await grace.client.ok('support.counts', {});
    await grace.client.ok('support.claim', { conversationId });
    expect(await grace.client.ok('support.counts', {})).toEqual({
      waiting: before.waiting - 1,
      mine: 1,
      snoozed: before.snoozed,
      active: before.active + 1,
    });
    expect(await ada.client.refused('support.counts', {})).toMatchObject({ code: 'forbidden' });
  });

  it('tells a client how many are before them', async () => {
    const { ada, grace, conversationId } = await desk();
    const { ahead } = await ada.client.ok('support.place', { conversationId });
    const second = await ada.client.ok('support.open', opening());
    expect(await ada.client.ok('support.place', second)).toEqual({ ahead: (ahead ?? 0) + 1 });
    await grace.client.ok('support.claim', { conversationId });
    expect(await ada.client.ok('support.place', second)).toEqual({ ahead });
    expect(await ada.client.ok('support.place', { conversationId })).toEqual({ ahead: null });
    const eve = await there('eve');
    expect(await eve.client.refused('support.place', second)).toMatchObject({
      code: 'conversation_not_found',
    });
  });

  it('knows the client and their other chats, and who may take one over', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    const other = await ada.client.ok('support.open', opening());
    const { client, chats } = await grace.client.ok('support.client', { conversationId });
    expect(client).toEqual(ada.user.account);
    expect(chats).toMatchObject([{ id: other.conversationId, title: 'Broken', status: 'PENDING' }]);
    const { people } = await grace.client.ok('support.admins', {});
    const ids = people.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([grace.user.id, linus.user.id]));
    expect(ids).not.toContain(ada.user.id);
  });

  it('is for admins', async () => {
    const { ada, conversationId } = await desk();
    const refusals = [
      await ada.client.refused('support.list', { view: 'all' }),
      await ada.client.refused('support.client', { conversationId }),
      await ada.client.refused('support.admins', {}),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'forbidden' });
  });
});

describe('labels', () => {
  it('sort chats, however they were typed, and are gone with the last chat that had them', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    const label = `Billing ${randomUUID().slice(0, 8)}`;
    const small = label.toLowerCase();
    const on = { conversationId, label, on: true };
    await grace.client.ok('support.label', on);
    expect(await grace.client.ok('support.label', { ...on, label: ` ${small} ` })).toEqual({
      labels: [small],
    });
    expect(await linus.client.next('desk', (event) => event.conversationId === conversationId)).toEqual({
      conversationId,
    });
    const found = await linus.client.ok('support.list', { view: 'waiting', label });
    expect(found.items.map(({ id, labels }) => [id, labels])).toEqual([[conversationId, [small]]]);
    expect((await linus.client.ok('support.client', { conversationId })).labels).toEqual([small]);
    expect((await linus.client.ok('support.labels', {})).labels).toContain(small);

    await linus.client.ok('support.label', { ...on, on: false });
    expect((await linus.client.ok('support.labels', {})).labels).not.toContain(small);
    expect(await ada.client.refused('support.label', on)).toMatchObject({ code: 'forbidden' });
    await ada.client.settled();
    expect(ada.client.all('desk')).toEqual([]);
  });

  it('list their chats by the latest change, page by page, whenever they were put on', async () => {
    const { ada, grace } = await desk();
    const label = `order ${randomUUID().slice(0, 8)}`;
    const opened: number[] = [];
    for (const subject of ['One', 'Two', 'Three', 'Four']) {
      const words = { subject, content: 'Nothing works', clientId: randomUUID() };
      opened.push((await ada.client.ok('support.open', words)).conversationId);
    }
    const [one = 0, two = 0, three = 0, four = 0] = opened;
    const put = (conversationId: number) =>
      grace.client.ok('support.label', { conversationId, label, on: true });
    const close = (conversationId: number) => grace.client.ok('support.close', { conversationId });
    await put(two);
    await put(one);
    await put(four);
    for (const id of [three, two, one]) await close(id);
    await put(three);

    const listed = async (view: 'all' | 'closed') => {
      const ids: number[] = [];
      for (let cursor: string | null | undefined; cursor !== null && ids.length <= opened.length;) {
        const page = await grace.client.ok('support.list', { view, label, cursor, limit: 2 });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      return ids;
    };
    expect(await listed('closed')).toEqual([one, two, three]);
    expect(await listed('all')).toEqual([one, two, three, four]);
    await grace.client.ok('support.reopen', { conversationId: three });
    expect(await listed('all')).toEqual([three, one, two, four]);
  });

  it('are ten on one chat at most, also when they come at once', async () => {
    const { grace, conversationId } = await desk();
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, index) =>
        grace.client.command('support.label', { conversationId, label: `label ${index}`, on: true }),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
    expect(refused).toEqual(Array.from({ length: 4 }, () => 'too_many_labels'));
    expect((await grace.client.ok('support.client', { conversationId })).labels).toHaveLength(10);
  });
});

describe('presence in a support chat', () => {
  const online = async ({ client }: Present, ...people: Present[]) =>
    (await client.ok('presence.get', { userIds: people.map(({ user }) => user.id) })).presences.map(
      ({ userId }) => userId,
    );

  it('is between its client and the owner while it is ACTIVE', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    await linus.client.ok('conversation.open', { conversationId });
    expect(await online(ada, grace, linus)).toEqual([]);
    expect(await online(linus, ada)).toEqual([]);

    await grace.client.ok('support.claim', { conversationId });
    expect(await online(ada, grace, linus)).toEqual([grace.user.id]);
    expect(await online(grace, ada, linus)).toEqual([ada.user.id]);
    expect(await online(linus, ada, grace)).toEqual([]);

    await grace.client.ok('support.close', { conversationId });
    expect(await online(ada, grace)).toEqual([]);
    expect(await online(grace, ada)).toEqual([]);
  });

  it('comes and goes for the two of them, and for nobody else who is in it', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    await linus.client.ok('conversation.open', { conversationId });
    await grace.client.ok('support.claim', { conversationId });
    ada.client.close();
    await grace.client.next('presence', ({ userId, online: on }) => userId === ada.user.id && !on);
    const back = await application.connect(ada.user);
    await grace.client.next('presence', ({ userId, online: on }) => userId === ada.user.id && on);
    await back.settled();
    await linus.client.settled();
    expect(linus.client.all('presence').filter(({ userId }) => userId === ada.user.id)).toEqual([]);
  });
});

describe('what admins tell each other by a change', () => {
  it('comes to the new owner with the chat, as a note', async () => {
    const { grace, linus, conversationId } = await desk();
    await grace.client.ok('support.claim', { conversationId });
    const input = { conversationId, adminId: linus.user.id, note: 'Be gentle' };
    expect(await grace.client.ok('support.assign', input)).toMatchObject({ adminId: linus.user.id });
    expect(await linus.client.next('note')).toMatchObject({
      conversationId,
      content: 'Be gentle',
      author: { id: grace.user.id },
    });
    expect(await told(linus, conversationId, 'owner')).toMatchObject({ adminId: linus.user.id });
    const { events } = await linus.client.ok('support.history', { conversationId });
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'claimed', 'assigned']);
    expect(await grace.client.refused('support.assign', { ...input, note: ' ' })).toMatchObject({
      code: 'validation_failed',
    });
  });

  it('closes many, and tells of each', async () => {
    const { ada, grace, conversationId } = await desk();
    const second = (await ada.client.ok('support.open', opening())).conversationId;
    const conversationIds = [conversationId, second];
    const { results } = await grace.client.ok('support.closeMany', {
      conversationIds,
      reason: 'other',
      text: 'Moved',
    });
    expect(results).toEqual(conversationIds.map((id) => ({ conversationId: id, outcome: 'closed' })));
    for (const id of conversationIds)
      for (const person of [ada, grace])
        expect(await told(person, id, 'status')).toMatchObject({ status: 'CLOSED' });
    const tooMany = Array.from({ length: 101 }, (_, index) => index + 1);
    expect(await grace.client.refused('support.closeMany', { conversationIds: tooMany })).toMatchObject({
      code: 'validation_failed',
    });
    expect(await ada.client.refused('support.closeMany', { conversationIds })).toMatchObject({
      code: 'forbidden',
    });
  });

  it('of a snooze and its end tells every admin, and no client', async () => {
    const { ada, grace, linus, conversationId } = await desk();
    const ofChat = (event: { conversationId: number }) => event.conversationId === conversationId;
    await grace.client.ok('support.snooze', { conversationId, until: null });
    await linus.client.next('desk', ofChat);
    const { items } = await linus.client.ok('support.list', { view: 'snoozed', limit: 100 });
    expect(items.find(({ id }) => id === conversationId)).toMatchObject({ snooze: { until: null } });
    const before = linus.client.all('desk').length;
    await ada.client.ok('message.send', { conversationId, content: 'Hello?', clientId: randomUUID() });
    await linus.client.when(() => linus.client.all('desk').slice(before).find(ofChat), 'that it woke');
    expect(await grace.client.ok('support.wake', { conversationId })).toEqual({
      conversationId,
      snooze: null,
    });
    await ada.client.settled();
    expect(ada.client.all('desk')).toEqual([]);
    expect(await ada.client.refused('support.snooze', { conversationId, until: null })).toMatchObject({
      code: 'forbidden',
    });
    expect(await ada.client.refused('support.history', { conversationId })).toMatchObject({
      code: 'forbidden',
    });
  });
});
