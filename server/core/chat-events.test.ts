import { describe, expect, it } from 'vitest';
import type { Role } from '#server/protocol/identity.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { SupportWish } from './policies.ts';
import type { Session } from './session.ts';

const application = sharedApplication();

const person = async (role?: Role): Promise<Session> => sessionOf(await application.user('someone', role));
const open = async (session: Session) =>
  (await application.core.support.open(session, { title: 'Help' })).chat.id;
const wish = (session: Session, id: number, wanted: SupportWish) =>
  application.core.support.change(session, String(id), wanted);
const send = (session: Session, conversationId: number, content = 'A word') =>
  application.core.messages.send(session, { conversationId, content });
const refused = (code: string) => expect.objectContaining({ code }) as Error;
const history = async (session: Session, conversationId: number) =>
  (await application.core.events.list(session, { conversationId, limit: 100 })).events;

async function scene() {
  const [client, admin, other] = await Promise.all([person(), person('ADMIN'), person('ADMIN')]);
  return { client, admin, other, id: await open(client) };
}

describe('the history of a chat', () => {
  it('has an event for everything that was done with it, with who did it and where it led', async () => {
    const { client, admin, other, id } = await scene();
    const [me, them, who] = [admin.account.id, other.account.id, client.account.id];
    await wish(admin, id, { adminId: me });
    await send(admin, id);
    await wish(admin, id, { adminId: them });
    await wish(other, id, { adminId: null });
    await wish(other, id, { status: 'CLOSED' });
    await application.core.support.rate(client, { conversationId: id, rating: 4 });
    await application.core.support.rate(client, { conversationId: id, rating: 4, comment: 'Quick' });
    await wish(client, id, { status: 'PENDING' });
    await application.core.labels.set(admin, { conversationId: id, label: 'billing', on: true });
    await application.core.labels.set(admin, { conversationId: id, label: 'billing', on: false });
    const events = await history(admin, id);
    expect(
      events.map((event) => [
        event.kind,
        event.actor?.id,
        event.fromStatus,
        event.toStatus,
        event.fromOwner?.id,
        event.toOwner?.id,
      ]),
    ).toEqual([
      ['opened', who, null, 'PENDING', undefined, undefined],
      ['claimed', me, 'PENDING', 'ACTIVE', undefined, me],
      ['replied', me, 'ACTIVE', 'ACTIVE', me, me],
      ['assigned', me, 'ACTIVE', 'ACTIVE', me, them],
      ['released', them, 'ACTIVE', 'PENDING', them, undefined],
      ['closed', them, 'PENDING', 'CLOSED', undefined, undefined],
      ['rated', who, 'CLOSED', 'CLOSED', undefined, undefined],
      ['reopened', who, 'CLOSED', 'PENDING', undefined, undefined],
      ['labelled', me, 'PENDING', 'PENDING', undefined, undefined],
      ['unlabelled', me, 'PENDING', 'PENDING', undefined, undefined],
    ]);
    expect(events[6]?.details).toEqual({ rating: 4 });
    expect(events[8]?.details).toEqual({ label: 'billing' });
    const times = events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
  });

  it('has nothing for what changed nothing, or was refused', async () => {
    const { client, admin, other, id } = await scene();
    await wish(admin, id, { adminId: admin.account.id });
    await wish(admin, id, { adminId: admin.account.id });
    await expect(wish(other, id, { adminId: null })).rejects.toThrow(refused('already_claimed'));
    await expect(wish(client, id, { status: 'CLOSED' })).rejects.toThrow(refused('forbidden'));
    await application.core.labels.set(admin, { conversationId: id, label: 'x', on: false });
    await wish(admin, id, { status: 'CLOSED' });
    await wish(other, id, { status: 'CLOSED' });
    expect((await history(admin, id)).map(({ kind }) => kind)).toEqual(['opened', 'claimed', 'closed']);
  });

  it('of many who claim at once has one claim, and it is the winner’s', async () => {
    const id = await open(await person());
    const admins = await Promise.all(Array.from({ length: 8 }, () => person('ADMIN')));
    await Promise.allSettled(admins.map((admin) => wish(admin, id, { adminId: admin.account.id })));
    const [reader] = admins;
    if (!reader) throw new Error('There is no admin');
    const chat = await application.core.support.get(reader, String(id));
    const claims = (await history(reader, id)).filter(({ kind }) => kind === 'claimed');
    expect(claims.map(({ actor }) => actor?.id)).toEqual([chat.adminId]);
  });

  it('comes by pages, and is for admins, but not of their own chats', async () => {
    const { client, admin, id } = await scene();
    await wish(admin, id, { adminId: admin.account.id });
    await wish(admin, id, { status: 'CLOSED' });
    const latest = await application.core.events.list(admin, { conversationId: id, limit: 2 });
    expect([latest.events.map(({ kind }) => kind), latest.hasMore]).toEqual([['claimed', 'closed'], true]);
    const before = latest.events[0]?.id;
    const first = await application.core.events.list(admin, { conversationId: id, before, limit: 2 });
    expect([first.events.map(({ kind }) => kind), first.hasMore]).toEqual([['opened'], false]);
    await expect(history(client, id)).rejects.toThrow(refused('forbidden'));
    const own = await open(admin);
    await expect(history(admin, own)).rejects.toThrow(refused('forbidden'));
  });
});

describe('the first reply', () => {
  it('is the first message of an admin who is not the client, and comes once', async () => {
    const { client, admin, other, id } = await scene();
    await send(client, id);
    await wish(admin, id, { adminId: admin.account.id });
    await send(client, id);
    const [first] = await Promise.all([send(admin, id), send(admin, id), send(admin, id)]);
    await send(other, id);
    const replies = (await history(admin, id)).filter(({ kind }) => kind === 'replied');
    expect(replies.map(({ actor, at, details }) => [actor?.id, at, details])).toEqual([
      [admin.account.id, first.message.createdAt, { messageId: first.message.id }],
    ]);
    const { rows } = await application.pool.query<{ at: Date }>(
      'select first_reply_at as at from support_chats where conversation_id = $1',
      [id],
    );
    expect(rows[0]?.at.toISOString()).toBe(first.message.createdAt);
  });

  it('is none that an admin writes in their own chat', async () => {
    const [client, reader] = [await person('ADMIN'), await person('ADMIN')];
    const id = await open(client);
    await send(client, id);
    expect((await history(reader, id)).map(({ kind }) => kind)).toEqual(['opened']);
  });
});

describe('a closing', () => {
  it('keeps its reason and what was said to it for admins', async () => {
    const { admin, id } = await scene();
    await application.core.support.change(
      admin,
      String(id),
      { status: 'CLOSED' },
      { reason: 'spam', text: ' Sells hats ' },
    );
    const closed = (await history(admin, id)).at(-1);
    expect([closed?.kind, closed?.details]).toEqual(['closed', { reason: 'spam', text: 'Sells hats' }]);
  });

  it('of many is each one’s own', async () => {
    const [client, admin] = [await person(), await person('ADMIN')];
    const ids = [await open(client), await open(client), await open(client)];
    const [first = 0, second = 0, third = 0] = ids;
    await wish(admin, second, { status: 'CLOSED' });
    const missing = 999_999_999;
    const conversationIds = [first, second, missing, third, first];
    const { results } = await application.core.support.closeMany(admin, {
      conversationIds,
      reason: 'duplicate',
    });
    expect(results).toEqual([
      { conversationId: first, outcome: 'closed' },
      { conversationId: second, outcome: 'unchanged' },
      { conversationId: missing, outcome: 'conversation_not_found' },
      { conversationId: third, outcome: 'closed' },
    ]);
    for (const id of ids)
      expect(await application.core.support.get(admin, String(id))).toMatchObject({ status: 'CLOSED' });
    expect((await history(admin, third)).at(-1)?.details).toEqual({ reason: 'duplicate' });
    await expect(application.core.support.closeMany(client, { conversationIds: ids })).rejects.toThrow(
      refused('forbidden'),
    );
  });
});

describe('a handing over', () => {
  it('brings its note in the same step, once, and with the event', async () => {
    const { admin, other, id } = await scene();
    await wish(admin, id, { adminId: admin.account.id });
    const assign = (session: Session) =>
      application.core.support.change(
        session,
        String(id),
        { adminId: other.account.id },
        { note: 'Be gentle' },
      );
    await assign(admin);
    await assign(other);
    const { notes } = await application.core.notes.list(other, { conversationId: id, limit: 50 });
    expect(notes.map(({ author, content }) => [author.id, content])).toEqual([
      [admin.account.id, 'Be gentle'],
    ]);
    expect((await history(other, id)).at(-1)).toMatchObject({
      kind: 'assigned',
      details: { noteId: notes[0]?.id },
    });
  });

  it('that is refused leaves no note', async () => {
    const { admin, other, id } = await scene();
    await wish(admin, id, { adminId: admin.account.id });
    const refusal = application.core.support.change(
      other,
      String(id),
      { adminId: other.account.id },
      { note: 'Mine' },
    );
    await expect(refusal).rejects.toThrow(refused('already_claimed'));
    expect((await application.core.notes.list(admin, { conversationId: id, limit: 50 })).notes).toEqual([]);
  });
});
