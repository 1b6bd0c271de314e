import { describe, expect, it } from 'vitest';
import type { Role } from '#server/protocol/identity.ts';
import type { DeskView } from '#server/protocol/support-hub.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { Session } from './session.ts';

const application = sharedApplication();

const person = async (role?: Role): Promise<Session> => sessionOf(await application.user('someone', role));
const send = (session: Session, conversationId: number, content = 'A word') =>
  application.core.messages.send(session, { conversationId, content });
const claim = (session: Session, id: number) =>
  application.core.support.change(session, String(id), { adminId: session.account.id });
const snooze = (session: Session, conversationId: number, to: string | null = null, seq?: number) =>
  application.core.snoozes.snooze(session, { conversationId, until: to, seq });
const history = async (session: Session, conversationId: number) =>
  (await application.core.events.list(session, { conversationId, limit: 100 })).events;
const kinds = async (session: Session, id: number) => (await history(session, id)).map(({ kind }) => kind);
const refused = (code: string) => expect.objectContaining({ code }) as Error;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();
const HOUR = 3_600_000;

/** The views of the desk in which the chat stands. */
async function viewsOf(session: Session, id: number): Promise<DeskView[]> {
  const views: DeskView[] = ['waiting', 'mine', 'active', 'snoozed', 'closed'];
  const found = await Promise.all(
    views.map(async (view) => {
      const { items } = await application.core.desk.list(session, { view, limit: 100 });
      return items.some((chat) => chat.id === id);
    }),
  );
  return views.filter((_, index) => found[index]);
}

const snoozeOf = async (session: Session, conversationId: number) =>
  (await application.core.desk.client(session, { conversationId })).snooze;

/** The time of a snooze comes. */
const makeDue = (id: number) =>
  application.pool.query(
    `update support_chats set snoozed_until = now() - interval '1 second' where conversation_id = $1`,
    [id],
  );

/** A chat of a client's that the first of two admins has claimed. */
async function claimed() {
  const [client, owner, other] = await Promise.all([person(), person('ADMIN'), person('ADMIN')]);
  const { chat } = await application.core.support.open(client, { title: 'Help', content: 'Hello?' });
  await claim(owner, chat.id);
  return { client, owner, other, id: chat.id };
}

describe('a snoozed chat', () => {
  it('stands in its own view and its own count only, and is to its client what it was', async () => {
    const { client, owner, id } = await claimed();
    const before = await application.core.desk.counts(owner);
    const [chat, opened] = [
      await application.core.support.get(client, String(id)),
      await application.core.reading.open(client, { conversationId: id }),
    ];
    const time = later(HOUR);
    expect(await snooze(owner, id, time)).toEqual({ conversationId: id, snooze: { until: time } });
    expect(await viewsOf(owner, id)).toEqual(['snoozed']);
    expect(await snoozeOf(owner, id)).toEqual({ until: time });
    expect(await application.core.desk.counts(owner)).toEqual({
      ...before,
      mine: before.mine - 1,
      active: before.active - 1,
      snoozed: before.snoozed + 1,
    });
    expect(await application.core.support.get(client, String(id))).toEqual(chat);
    expect(await application.core.reading.open(client, { conversationId: id })).toEqual(opened);
    expect((await history(owner, id)).at(-1)).toMatchObject({ kind: 'snoozed', details: { until: time } });
  });

  it('is woken by hand, once', async () => {
    const { owner, id } = await claimed();
    await snooze(owner, id);
    await application.core.snoozes.wake(owner, { conversationId: id });
    await application.core.snoozes.wake(owner, { conversationId: id });
    expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
    expect((await kinds(owner, id)).slice(-2)).toEqual(['snoozed', 'woken']);
  });

  it.each([
    ['closed', { status: 'CLOSED' }, ['closed']],
    ['released', { adminId: null }, ['waiting']],
  ] as const)('is awake once it is %s', async (kind, wish, views) => {
    const { owner, id } = await claimed();
    await snooze(owner, id, later(HOUR));
    await application.core.support.change(owner, String(id), wish);
    expect(await viewsOf(owner, id)).toEqual(views);
    expect(await snoozeOf(owner, id)).toBeNull();
    expect((await kinds(owner, id)).at(-1)).toBe(kind);
    await application.core.support.change(owner, String(id), { status: 'ACTIVE' });
    expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
  });

  it('is its owner’s to snooze, and anybody’s who has none; not when it is closed, or for the past', async () => {
    const { client, owner, other, id } = await claimed();
    await expect(snooze(other, id)).rejects.toThrow(refused('already_claimed'));
    await expect(snooze(client, id)).rejects.toThrow(refused('forbidden'));
    await expect(snooze(owner, id, later(-HOUR))).rejects.toThrow(refused('invalid_request'));
    await expect(snooze(owner, id, later(400 * 24 * HOUR))).rejects.toThrow(refused('invalid_request'));
    const { chat } = await application.core.support.open(client, { title: 'Another' });
    await snooze(other, chat.id);
    expect(await viewsOf(owner, chat.id)).toEqual(['snoozed']);
    await application.core.support.change(owner, String(id), { status: 'CLOSED' });
    await expect(snooze(owner, id)).rejects.toThrow(refused('invalid_transition'));
    expect(await kinds(owner, id)).not.toContain('snoozed');
  });
});

describe('the client’s next message', () => {
  it('wakes the chat, whatever it was to wait for, and an admin’s does not', async () => {
    const { client, owner, id } = await claimed();
    for (const time of [null, later(HOUR)]) {
      await snooze(owner, id, time);
      await send(owner, id);
      expect(await viewsOf(owner, id)).toEqual(['snoozed']);
      const { message } = await send(client, id);
      expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
      const woken = (await history(owner, id)).at(-1);
      expect(woken).toMatchObject({
        kind: 'woken',
        actor: { id: client.account.id },
        at: message.createdAt,
        details: { messageId: message.id },
      });
    }
  });

  it('wakes it once, when several come at once, with the admin’s first reply among them', async () => {
    const { client, owner, id } = await claimed();
    await snooze(owner, id);
    await Promise.all([send(client, id), send(owner, id), send(client, id), send(owner, id)]);
    const events = (await kinds(owner, id)).slice(3);
    expect(events.toSorted()).toEqual(['replied', 'woken']);
    expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
  });

  it('that is repeated does not wake it again', async () => {
    const { client, owner, id } = await claimed();
    const input = { conversationId: id, content: 'Still here', clientId: 'same' };
    await application.core.messages.send(client, input);
    await snooze(owner, id);
    expect((await application.core.messages.send(client, input)).duplicate).toBe(true);
    expect(await viewsOf(owner, id)).toEqual(['snoozed']);
  });

  it('before the snooze refuses it, where the admin has not seen it', async () => {
    const { client, owner, id } = await claimed();
    const { message } = await send(client, id);
    await expect(snooze(owner, id, null, message.seq - 1)).rejects.toThrow(refused('invalid_transition'));
    expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
    await send(owner, id);
    await snooze(owner, id, null, message.seq);
    expect(await viewsOf(owner, id)).toEqual(['snoozed']);
  });

  it('at the same moment leaves the chat awake, and is never slept over', async () => {
    const { client, owner, id } = await claimed();
    let seq = 1;
    const outcomes: unknown[] = [];
    const expected: unknown[] = [];
    for (let round = 0; round < 25; round += 1) {
      const [slept, sent] = await Promise.allSettled([snooze(owner, id, null, seq), send(client, id)]);
      if (sent.status === 'rejected') throw sent.reason;
      ({ seq } = sent.value.message);
      // Either it came first and was refused, or it was woken: whoever was first, nothing is left asleep.
      expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
      const last = (await history(owner, id)).at(-1);
      outcomes.push(
        slept.status === 'rejected' ? (slept.reason as { code: string }).code : last?.details.messageId,
      );
      expected.push(slept.status === 'rejected' ? 'invalid_transition' : sent.value.message.id);
    }
    expect(outcomes).toEqual(expected);
    const events = await kinds(owner, id);
    const count = (kind: string) => events.filter((one) => one === kind).length;
    expect(count('woken')).toBe(count('snoozed'));
  });
});

describe('the time of a snooze', () => {
  it('wakes the chat by itself, and tells the admins', async () => {
    const { owner, id } = await claimed();
    const admin = await application.user('grace', 'ADMIN');
    const hub = await application.connect(admin);
    await snooze(owner, id, later(HOUR));
    await hub.next('desk', ({ conversationId }) => conversationId === id);
    const heard = hub.all('desk').length;
    await makeDue(id);
    await hub.when(
      () =>
        hub
          .all('desk')
          .slice(heard)
          .find(({ conversationId }) => conversationId === id),
      'that it woke',
    );
    expect(await viewsOf(owner, id)).toEqual(['mine', 'active']);
    expect((await history(owner, id)).at(-1)).toMatchObject({ kind: 'woken', actor: null, details: {} });
  });
});
