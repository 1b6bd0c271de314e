import { describe, expect, it } from 'vitest';
import type { Role } from '#server/protocol/identity.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { SupportWish } from './policies.ts';
import type { Session } from './session.ts';

const application = sharedApplication();

const person = async (role?: Role): Promise<Session> => sessionOf(await application.user('someone', role));
const open = async (session: Session) =>
  (await application.core.support.open(session, { title: 'It does not start' })).chat;
const wish = (session: Session, id: number, wanted: SupportWish) =>
  application.core.support.change(session, String(id), wanted);
const refused = (code: string, details?: unknown) =>
  expect.objectContaining(details === undefined ? { code } : { code, details }) as Error;
const send = (session: Session, conversationId: number, content: string, clientId?: string) =>
  application.core.messages.send(session, { conversationId, content, clientId });

/** A chat of a client's that the first of two admins has claimed. */
async function claimed() {
  const [client, owner, other] = await Promise.all([person(), person('ADMIN'), person('ADMIN')]);
  const { id } = await open(client);
  await wish(owner, id, { adminId: owner.account.id });
  return { client, owner, other, id };
}

describe('opening', () => {
  it('makes a PENDING chat of the client', async () => {
    const client = await person();
    expect(await open(client)).toMatchObject({
      kind: 'support',
      title: 'It does not start',
      clientId: client.account.id,
      adminId: null,
      status: 'PENDING',
    });
  });

  it('makes one chat of a repeated client id', async () => {
    const client = await person();
    const openings = await Promise.all(
      [1, 2, 3].map(() => application.core.support.open(client, { clientId: 'same' })),
    );
    expect(new Set(openings.map(({ chat }) => chat.id)).size).toBe(1);
    expect(openings.filter(({ created }) => created)).toHaveLength(1);
  });
});

describe('reading', () => {
  it('is for the client and every admin; a stranger sees nothing', async () => {
    const [client, admin, stranger] = await Promise.all([person(), person('ADMIN'), person()]);
    const chat = await open(client);
    await send(client, chat.id, 'hello');
    for (const reference of [String(chat.id), chat.uuid]) {
      expect(await application.core.support.get(client, reference)).toEqual(chat);
      expect(await application.core.support.get(admin, reference)).toEqual(chat);
      await expect(application.core.support.get(stranger, reference)).rejects.toThrow(
        refused('conversation_not_found'),
      );
    }
    const history = { conversationId: chat.id, limit: 50 };
    expect((await application.core.reading.history(admin, history)).messages).toHaveLength(1);
    const { summary } = await application.core.reading.open(admin, { conversationId: chat.id });
    expect(summary).toMatchObject({ id: chat.id, readSeq: 0, last: { excerpt: 'hello' } });
    await expect(application.core.reading.history(stranger, history)).rejects.toThrow(
      refused('conversation_not_found'),
    );
    const { rows } = await application.pool.query(
      'select user_id from participants where conversation_id = $1',
      [chat.id],
    );
    expect(rows).toEqual([{ user_id: client.account.id }]);
  });

  it('shows a chat of another kind as ACTIVE and its creator’s', async () => {
    const [ada, grace] = await Promise.all([person(), person()]);
    const { conversationId } = await application.core.conversations.createDirect(ada, {
      userId: grace.account.id,
    });
    expect(await application.core.support.get(grace, String(conversationId))).toMatchObject({
      kind: 'direct',
      clientId: ada.account.id,
      adminId: null,
      status: 'ACTIVE',
    });
    await expect(wish(await person('ADMIN'), conversationId, { status: 'CLOSED' })).rejects.toThrow(
      refused('conversation_not_found'),
    );
  });

  it('lists one’s own chats by pages, the latest change first', async () => {
    const client = await person();
    await open(await person());
    const ids: number[] = [];
    for (let index = 0; index < 53; index += 1) ids.unshift((await open(client)).id);
    const first = await application.core.support.list(client, {});
    const second = await application.core.support.list(client, { cursor: first.nextCursor ?? '' });
    expect(first.chats).toHaveLength(50);
    expect([...first.chats, ...second.chats].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    await expect(application.core.support.list(client, { cursor: 'nonsense' })).rejects.toThrow(
      refused('invalid_request'),
    );
  });

  it('lists every chat for admins, by status', async () => {
    const { owner, client, id } = await claimed();
    const pending = await open(client);
    const ids = async (status?: 'PENDING' | 'ACTIVE') =>
      (await application.core.support.list(owner, status ? { status } : {})).chats.map((chat) => chat.id);
    expect((await ids()).slice(0, 2)).toEqual([pending.id, id]);
    expect((await ids('ACTIVE'))[0]).toBe(id);
    expect((await ids('PENDING'))[0]).toBe(pending.id);
  });
});

describe('claiming', () => {
  it('is won by one of twenty admins, and the others are told whom', async () => {
    const chat = await open(await person());
    const admins = await Promise.all(Array.from({ length: 20 }, () => person('ADMIN')));
    const results = await Promise.allSettled(
      admins.map((admin) => wish(admin, chat.id, { adminId: admin.account.id })),
    );
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ status: 'ACTIVE' });
    expect(lost).toHaveLength(19);
    for (const error of lost) expect(error).toEqual(refused('already_claimed', { adminId: won[0]?.adminId }));
  });

  it('comes with an admin’s first message, in the order of the messages', async () => {
    const [client, admin, second] = await Promise.all([person(), person('ADMIN'), person('ADMIN')]);
    const { id } = await open(client);
    const texts = ['one', 'two', 'three', 'four'];
    const sent = await Promise.all(texts.map((text) => send(admin, id, text)));
    expect(sent.map(({ message }) => message.seq)).toEqual([1, 2, 3, 4]);
    await send(second, id, 'I am here too');
    expect(await application.core.support.get(client, String(id))).toMatchObject({
      status: 'ACTIVE',
      adminId: admin.account.id,
    });
  });

  it('is one owner’s when many admins write at once', async () => {
    const [client, ...admins] = await Promise.all([
      person(),
      ...Array.from({ length: 8 }, () => person('ADMIN')),
    ]);
    const { id } = await open(client);
    const sent = await Promise.all(admins.map((admin) => send(admin, id, 'hello')));
    expect(sent.map(({ message }) => message.seq).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    const { rows } = await application.pool.query(
      'select version from support_chats where conversation_id = $1',
      [id],
    );
    expect(rows).toEqual([{ version: 2 }]);
  });

  it('does not come with a message of a stranger', async () => {
    const { id } = await open(await person());
    await expect(send(await person(), id, 'let me in')).rejects.toThrow(refused('conversation_not_found'));
  });
});

describe('status and owner (finer decision 4)', () => {
  it('the owner hands over to another admin, who hears the chat from then on', async () => {
    const { owner, other, id } = await claimed();
    const handed = await wish(owner, id, { adminId: other.account.id });
    expect(handed).toMatchObject({ status: 'ACTIVE', adminId: other.account.id });
    const { participants } = await application.core.reading.open(owner, { conversationId: id });
    expect(participants.map(({ userId }) => userId)).toContain(other.account.id);
    await expect(wish(owner, id, { adminId: owner.account.id })).rejects.toThrow(
      refused('already_claimed', { adminId: other.account.id }),
    );
  });

  it('only an admin can own a chat', async () => {
    const { owner, client, id } = await claimed();
    for (const adminId of [client.account.id, 1_000_000_000])
      await expect(wish(owner, id, { adminId })).rejects.toThrow(refused('not_an_admin'));
  });

  it('the owner releases it, by owner or by status, and nobody else does', async () => {
    for (const release of [{ adminId: null }, { status: 'PENDING' }] as const) {
      const { owner, other, id } = await claimed();
      await expect(wish(other, id, release)).rejects.toThrow(
        refused('already_claimed', { adminId: owner.account.id }),
      );
      expect(await wish(owner, id, release)).toMatchObject({ status: 'PENDING', adminId: null });
      expect(await wish(other, id, { adminId: other.account.id })).toMatchObject({
        status: 'ACTIVE',
        adminId: other.account.id,
      });
    }
  });

  it('any admin closes it; the client or an admin reopens it', async () => {
    const { client, owner, other, id } = await claimed();
    expect(await wish(other, id, { status: 'CLOSED' })).toMatchObject({
      status: 'CLOSED',
      adminId: owner.account.id,
    });
    expect(await wish(client, id, { status: 'PENDING' })).toMatchObject({ status: 'PENDING', adminId: null });
    await wish(other, id, { status: 'CLOSED' });
    expect(await wish(other, id, { status: 'ACTIVE' })).toMatchObject({
      status: 'ACTIVE',
      adminId: other.account.id,
    });
  });

  it('a closed chat has no new owner', async () => {
    const { owner, other, id } = await claimed();
    await wish(owner, id, { status: 'CLOSED' });
    for (const adminId of [other.account.id, null])
      await expect(wish(other, id, { adminId })).rejects.toThrow(refused('invalid_transition'));
  });

  it('the same status again changes nothing', async () => {
    const { owner, client, id } = await claimed();
    const before = await application.core.support.get(owner, String(id));
    for (const asker of [owner, client]) expect(await wish(asker, id, { status: 'ACTIVE' })).toEqual(before);
    expect(await wish(owner, id, { adminId: owner.account.id })).toEqual(before);
  });

  it('a client does nothing but reopen, a stranger nothing at all', async () => {
    const { client, id } = await claimed();
    const wishes = [{ status: 'CLOSED' }, { status: 'PENDING' }, { adminId: client.account.id }] as const;
    for (const wanted of wishes) {
      await expect(wish(client, id, wanted)).rejects.toThrow(refused('forbidden'));
      await expect(wish(await person(), id, wanted)).rejects.toThrow(refused('conversation_not_found'));
    }
  });
});

describe('a closed chat', () => {
  it('refuses messages of everybody, and stores none', async () => {
    const { client, owner, other, id } = await claimed();
    const { message } = await send(client, id, 'before', 'one');
    await wish(owner, id, { status: 'CLOSED' });
    for (const session of [client, owner, other])
      await expect(send(session, id, 'after')).rejects.toThrow('Chat is closed');
    // A repeat of what was stored before is no new message.
    expect((await send(client, id, 'before', 'one')).message.id).toBe(message.id);
    expect((await application.core.reading.history(owner, { conversationId: id, limit: 50 })).lastSeq).toBe(
      1,
    );
    await wish(client, id, { status: 'PENDING' });
    expect((await send(client, id, 'again')).message.seq).toBe(2);
  });
});
