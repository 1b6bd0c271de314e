import { beforeAll, describe, expect, it } from 'vitest';
import { PATCH as patchChat } from '#app/api/chats/[id]/route.ts';
import type { Named } from '#server/dialects/conformance.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import { openSupport, sessionOf, settled } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { connectAll, senderOver, sendersOf, sending } from './dialects.ts';

const ADMINS = 20;

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

/** A client's chat that nobody has claimed. */
async function openChatOf(client: TestUser): Promise<Named> {
  const { chat } = await application.core.support.open(sessionOf(client), { title: 'Help' });
  return { id: chat.id, uuid: chat.uuid };
}

const people = (count: number, name: string, role?: 'ADMIN') =>
  Promise.all(Array.from({ length: count }, () => application.user(name, role)));

const change = (user: TestUser, { id }: Named, wish: object) =>
  callRoute(patchChat, { token: user.token, params: { id: String(id) }, method: 'PATCH', body: wish });

const ownerOf = async (user: TestUser, { id }: Named) =>
  (await application.core.support.get(sessionOf(user), String(id))).adminId;

const way = (index: number) => sending[index % sending.length] ?? '';

const tellsWho = (adminId: number | null) => ({
  status: 409,
  body: {
    error: { code: 'already_claimed', message: 'Somebody else has claimed this chat', details: { adminId } },
  },
});

describe(`${ADMINS} admins who claim one chat at once`, () => {
  it('by REST: one wins, and all others are told who', async () => {
    const [client] = (await people(1, 'ada')) as [TestUser];
    const admins = await people(ADMINS, 'admin', 'ADMIN');
    const chat = await openChatOf(client);
    const answers = await Promise.all(admins.map((admin) => change(admin, chat, { adminId: admin.id })));

    const owner = await ownerOf(client, chat);
    const expected = admins.map(({ id }) =>
      id === owner ? { status: 200, body: { adminId: owner, status: 'ACTIVE' } } : tellsWho(owner),
    );
    expect(answers).toMatchObject(expected);
    expect(admins.filter(({ id }) => id === owner)).toHaveLength(1);
  });

  it('by REST and by a first message in any dialect: one wins, no message is lost, the status changes once', async () => {
    const [client] = (await people(1, 'ada')) as [TestUser];
    const watcher = openSupport(application, client);
    const admins = await people(ADMINS, 'admin', 'ADMIN');
    // Every second one writes, each by another way than the one before.
    const writers = admins.filter((_, index) => index % 2 === 1);
    const senders = await Promise.all(
      writers.map((admin, index) => senderOver(way(index), application, admin)),
    );
    for (const [round] of Array.from({ length: 3 }).entries()) {
      const chat = await openChatOf(client);
      await watcher.ask('joinChat', String(chat.id));
      const answers = await Promise.all(
        admins.map((admin, index) =>
          index % 2 === 0
            ? change(admin, chat, { adminId: admin.id })
            : senders[(index - 1) / 2]?.send(chat, `Hello from ${admin.id}`),
        ),
      );

      const owner = await ownerOf(client, chat);
      expect(admins.map(({ id }) => id)).toContain(owner);
      // Who writes and does not win is no less welcome.
      const expected = admins.map(({ id }, index) => {
        if (index % 2 === 1) return 'stored';
        return id === owner ? { status: 200, body: { adminId: owner } } : tellsWho(owner);
      });
      expect(answers).toMatchObject(expected);
      const stored = await storedIn(application, chat.id);
      expect(stored).toHaveLength(writers.length);
      expect(new Set(stored.map(({ sender }) => sender.id))).toEqual(new Set(writers.map(({ id }) => id)));
      // Whose name is not known yet is looked up first: the last of them may be told after its answer.
      const heard = () => watcher.all('newMessage').slice((round * ADMINS) / 2);
      await watcher.when(() => heard().length >= ADMINS / 2 || undefined, 'all that was written');
      await settled({ user: client, client: watcher });
      expect(watcher.all('chatStatusChanged').slice(round)).toEqual([
        { chatId: String(chat.id), status: 'ACTIVE' },
      ]);
      expect(heard()).toHaveLength(ADMINS / 2);
    }
    watcher.close();
    for (const sender of senders) sender.close();
  });

  it('by a first message each: all are stored, and one of them owns the chat', async () => {
    const [client] = (await people(1, 'ada')) as [TestUser];
    const admins = await people(sending.length * 2, 'admin', 'ADMIN');
    const chat = await openChatOf(client);
    const senders = await Promise.all(
      admins.map((admin, index) => senderOver(way(index), application, admin)),
    );
    const sent = senders.map(({ send }) => send(chat, 'Me!'));
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['stored']));
    expect(await storedIn(application, chat.id)).toHaveLength(admins.length);
    expect(admins.map(({ id }) => id)).toContain(await ownerOf(client, chat));
    for (const sender of senders) sender.close();
  });
});

/** How a closed chat is refused, in the words of each document. */
const closed: Readonly<Record<string, unknown>> = {
  conversations: { error: 'Chat is closed' },
  support: { event: 'error', data: 'Chat is closed' },
  subscriptions: { error: 'Chat is closed', status: 'error' },
  hub: { ok: false, error: { code: 'chat_closed', message: 'Chat is closed', retryable: false } },
  REST: { status: 409, body: { error: { code: 'chat_closed', message: 'Chat is closed' } } },
};

describe('a closed chat', () => {
  it('refuses whoever writes, in every dialect and REST, stores nothing, and takes all again once reopened', async () => {
    const [client] = (await people(1, 'ada')) as [TestUser];
    const [owner, joined, stranger] = (await people(3, 'admin', 'ADMIN')) as [TestUser, TestUser, TestUser];
    const chat = await openChatOf(client);
    await change(owner, chat, { adminId: owner.id });
    const inside = [client, owner, joined];
    const sockets = await Promise.all([
      ...inside.map((user) => connectAll(application, user, chat)),
      connectAll(application, stranger),
    ]);
    const senders = [...inside, stranger].flatMap((user, index) =>
      sendersOf(user, sockets[index] ?? new Map()),
    );
    await change(owner, chat, { status: 'CLOSED' });
    for (const { ask, name } of senders)
      expect([name, await ask(chat, 'late')]).toEqual([name, closed[name]]);
    expect(await storedIn(application, chat.id)).toEqual([]);

    await change(client, chat, { status: 'PENDING' });
    for (const { send, name } of senders) expect([name, await send(chat, 'again')]).toEqual([name, 'stored']);
    for (const voices of sockets) for (const voice of voices.values()) voice.close();
  });

  it('has stored what was acknowledged before, and nothing of what was refused, however close it was', async () => {
    const [client] = (await people(1, 'ada')) as [TestUser];
    const [owner] = (await people(1, 'admin', 'ADMIN')) as [TestUser];
    const chat = await openChatOf(client);
    await change(owner, chat, { adminId: owner.id });
    const users = [client, owner];
    const sockets = await Promise.all(users.map((user) => connectAll(application, user, chat)));
    const senders = users.flatMap((user, index) => sendersOf(user, sockets[index] ?? new Map()));
    const answers: { text: string; answer: string }[] = [];
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    // Each goes on until it is refused.
    const writing = senders.map(async ({ send, name }, sender) => {
      for (let index = 0; ; index++) {
        const text = `${index} of ${sender} by ${name}`;
        const answer = await send(chat, text);
        answers.push({ text, answer });
        if (answer !== 'stored') return;
        if (index > 3) begin();
      }
    });
    await begun;
    expect(await change(owner, chat, { status: 'CLOSED' })).toMatchObject({ status: 200 });
    await Promise.all(writing);

    const texts = (await storedIn(application, chat.id)).map(({ content }) => content).toSorted();
    const acknowledged = answers.filter(({ answer }) => answer === 'stored').map(({ text }) => text);
    expect(texts).toEqual(acknowledged.toSorted());
    expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['stored', 'Chat is closed']));
    for (const voices of sockets) for (const voice of voices.values()) voice.close();
  });
});
