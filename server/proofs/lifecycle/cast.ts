import { expect } from 'vitest';
import { GET as getChat } from '#app/api/chats/[id]/route.ts';
import type { TestApplication } from '#server/testing/application.ts';
import type { ChatClient } from '#server/testing/chat-client.ts';
import type { HubClient } from '#server/testing/client.ts';
import { callRoute } from '#server/testing/rest.ts';
import { joinChat, openSupport } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { latestBySupport, readings } from '#server/proofs/fresh-readers.ts';
import { type Actor, type Life, type LifeEvent, OPENING, type Status, admins } from './model.ts';

const actors = ['client', ...admins] as const;
/** Who listens from the beginning, and is told of every message. */
const listeners = ['client', 'first', 'second'] as const;

interface Person {
  user: TestUser;
  hub: HubClient;
  support: ChatClient;
}

export type Cast = Awaited<ReturnType<typeof createCast>>;

/** A client and three admins, each with a socket of the hub and one of the support dialect. */
export async function createCast(application: TestApplication) {
  const people = new Map<Actor, Person>();
  for (const actor of actors) {
    const user = await application.user(actor, actor === 'client' ? 'USER' : 'ADMIN');
    const hub = await application.connect(user);
    people.set(actor, { user, hub, support: openSupport(application, user) });
  }
  const person = (actor: Actor): Person => {
    const found = people.get(actor);
    if (!found) throw new Error(`Nobody is ${actor}`);
    return found;
  };
  const actorOf = (id: number | null | undefined): Actor | null =>
    actors.find((actor) => person(actor).user.id === id) ?? null;

  /** What the store and the desk say of the chat: all of a `Life` but what was told. */
  async function look(id: number): Promise<Omit<Life, 'told'>> {
    const { hub, user } = person('first');
    const [{ events }, aside, { summary }, stored] = await Promise.all([
      hub.ok('support.history', { conversationId: id, limit: 100 }),
      hub.ok('support.client', { conversationId: id }),
      hub.ok('conversation.open', { conversationId: id }),
      storedIn(application, id),
    ]);
    const texts = new Map(stored.map((message) => [message.id, message.content]));
    const answer = await callRoute(getChat, { token: user.token, params: { id: String(id) } });
    const { status, adminId } = answer.body as { status: Status; adminId?: number };
    expect({ status, adminId: adminId ?? null }).toEqual({
      status: summary.support?.status,
      adminId: summary.support?.adminId,
    });
    const story = events.map(({ kind, actor, details, ...event }): LifeEvent => {
      const { messageId, until: _until, ...others } = details;
      return {
        kind,
        by: actorOf(actor?.id) ?? 'client',
        status: [event.fromStatus, event.toStatus],
        owner: [actorOf(event.fromOwner?.id), actorOf(event.toOwner?.id)],
        details: { ...others, ...(messageId !== undefined && { message: texts.get(messageId) }) },
      };
    });
    return {
      status,
      owner: actorOf(adminId),
      snoozed: aside.snooze !== null,
      rating: summary.support?.rating ?? null,
      labels: aside.labels,
      replied:
        story.findLastIndex(({ kind }) => kind === 'replied') >
        story.findLastIndex(({ kind }) => kind === 'opened' || kind === 'reopened'),
      messages: stored.map((message) => ({
        by: actorOf(message.sender.id) ?? 'client',
        text: message.content,
        clientId: message.clientId.startsWith(OPENING) ? OPENING : message.clientId,
      })),
      events: story,
    };
  }

  /** Everybody who listens joins the chat; answers once they are told of whatever happens in it from now on. */
  async function gather(id: number): Promise<void> {
    await Promise.all(
      listeners.map(async (actor) => {
        await joinChat({ user: person(actor).user, client: person(actor).support }, String(id));
        await person(actor).hub.next('added', ({ conversationId }) => conversationId === id);
      }),
    );
  }

  /**
   * Everybody was told the same, in the same order, each once, and reads the same who comes now. `known` messages were there
   * before they gathered.
   */
  async function expectTold(id: number, { messages, told }: Life, known: number): Promise<void> {
    const texts = messages.map(({ text }) => text);
    // Whoever joins soon after them may be told all the same: a writer's name is looked up first.
    const early: (string | undefined)[] = texts.slice(0, known);
    const changes = told.map(({ owner, ...change }) => ({
      ...change,
      adminId: owner && person(owner).user.id,
    }));
    const statuses = told.flatMap(({ change, status }) => (change === 'status' ? [status] : []));
    for (const actor of actors) {
      const { hub, support } = person(actor);
      const hubTold = () =>
        hub
          .all('support')
          .filter(({ conversationId, change }) => conversationId === id && change !== 'opened')
          .map(({ change, status, adminId }) => ({ change, status, adminId }));
      const supportTold = () =>
        support
          .all<{ chatId: string; status: Status }>('chatStatusChanged')
          .flatMap(({ chatId, status }) => (chatId === String(id) ? [status] : []));
      await hub.when(() => hubTold().length >= changes.length || undefined, `${actor}: changes, by the hub`);
      await support.when(() => supportTold().length >= statuses.length || undefined, `${actor}: statuses`);
      expect([actor, hubTold(), supportTold()]).toEqual([actor, changes, statuses]);
    }
    for (const actor of listeners) {
      const { hub, support } = person(actor);
      const hubHeard = () =>
        hub
          .all('changes')
          .filter(({ conversationId }) => conversationId === id)
          .flatMap((delta) => delta.messages.filter(({ seq }) => seq > known))
          .map(({ content }) => content);
      const supportHeard = () =>
        support
          .all<{ chatId: string; text?: string }>('newMessage')
          .flatMap(({ chatId, text }) => (chatId === String(id) && !early.includes(text) ? [text] : []));
      const live = texts.slice(known);
      await support.when(() => supportHeard().length >= live.length || undefined, `${actor}: messages`);
      await hub.when(() => hubHeard().length >= live.length || undefined, `${actor}: messages, by the hub`);
      expect([actor, hubHeard(), supportHeard()]).toEqual([actor, live, live]);
    }
    // One who was told, and one who may never have come in.
    for (const actor of ['client', 'third'] as const)
      for (const [name, read] of Object.entries({ ...readings, latestBySupport })) {
        const found = await read(application, person(actor).user, { id, uuid: '' });
        expect([actor, name, found]).toEqual([actor, name, texts]);
      }
  }

  return {
    user: (actor: Actor) => person(actor).user,
    hub: (actor: Actor) => person(actor).hub,
    support: (actor: Actor) => person(actor).support,
    look,
    gather,
    expectTold,
  };
}
