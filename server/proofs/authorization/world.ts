import { randomUUID } from 'node:crypto';
import { connect, type HubClient } from '#server/testing/client.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { until } from '#server/testing/until.ts';
import { sessionOf } from '#server/testing/support.ts';
import { upload } from '#server/testing/uploads.ts';
import type { TestUser } from '#server/testing/users.ts';

/** Everybody who may ask: of the group a member and a former one, of the support chat its client. */
export const askers = ['stranger', 'member', 'former', 'client', 'admin', 'owner'] as const;
export type Asker = (typeof askers)[number];

/** Where something may be done. */
export type PlaceKind = 'group' | 'support' | 'session';

/** Who may read a place. The session with the assistant is the member's. */
export const readers: Record<PlaceKind, readonly Asker[]> = {
  group: ['member'],
  support: ['client', 'admin', 'owner'],
  session: ['member'],
};

/** A conversation and what is in it. */
export interface Place {
  id: number;
  /** By who is first among its readers. */
  messageId: number;
  /** Of a session: the answer, and the run that gave it. */
  answerId: number;
  runId: number;
  /** In a message by who is first among its readers, who uploaded it. */
  fileId: string;
}

/** What there is none of. */
export const nowhere: Place = {
  id: 2_000_000_001,
  messageId: 2_000_000_002,
  answerId: 2_000_000_003,
  runId: 2_000_000_004,
  fileId: '00000000-0000-4000-8000-000000000000',
};

export interface World {
  users: Record<Asker, TestUser>;
  /** What admins keep, by its names in paths. */
  things: { response: string; webhook: string; delivery: string; article: string };
  /** Who owns the groups, and asks for nothing. */
  founderId: number;
  hubs: Record<Asker, HubClient>;
  /** A new one of its kind. */
  place(kind: PlaceKind): Promise<Place>;
}

export async function createWorld(application: TestApplication): Promise<World> {
  const { core, pool } = application;
  const founder = await application.user('founder');
  const users: Record<Asker, TestUser> = {
    stranger: await application.user('stranger'),
    member: await application.user('member'),
    former: await application.user('former'),
    client: await application.user('client'),
    admin: await application.user('admin', 'ADMIN'),
    owner: await application.owner(),
  };
  const say = async (user: TestUser, conversationId: number) =>
    (await core.messages.send(sessionOf(user), { conversationId, content: 'How do I close a chat?' })).message
      .id;

  const show = async (user: TestUser, conversationId: number) => {
    const { id } = await upload(application, user);
    await core.messages.send(sessionOf(user), { conversationId, content: '', fileId: id });
    return id;
  };

  async function group(): Promise<Place> {
    const { conversationId } = await core.conversations.createGroup(sessionOf(founder), {
      title: 'Compilers',
      userIds: [users.member.id, users.former.id],
      clientId: randomUUID(),
    });
    await core.conversations.removeMember(sessionOf(founder), { conversationId, userId: users.former.id });
    return {
      ...nowhere,
      id: conversationId,
      messageId: await say(users.member, conversationId),
      fileId: await show(users.member, conversationId),
    };
  }

  async function support(): Promise<Place> {
    const { chat } = await core.support.open(sessionOf(users.client), { title: 'Help' });
    return {
      ...nowhere,
      id: chat.id,
      messageId: await say(users.client, chat.id),
      fileId: await show(users.client, chat.id),
    };
  }

  async function session(): Promise<Place> {
    const { conversationId } = await core.conversations.createAssistant(sessionOf(users.member), {
      clientId: randomUUID(),
    });
    const messageId = await say(users.member, conversationId);
    const run = await until(async () => {
      const { rows } = await pool.query<{ id: number; answerId: number }>(
        `select id, message_id as "answerId" from runs where prompt_id = $1 and message_id is not null`,
        [messageId],
      );
      return rows[0];
    }, 'the answer');
    const fileId = await show(users.member, conversationId);
    return { id: conversationId, messageId, answerId: run.answerId, runId: run.id, fileId };
  }

  async function keepThings(): Promise<World['things']> {
    const admin = sessionOf(users.admin);
    const response = await core.cannedResponses.create(admin, { name: 'hello', content: 'Hello' });
    const webhook = await core.webhooks.create(admin, { url: 'http://127.0.0.1/', events: ['rating'] });
    const delivery = await core.webhooks.test(admin, webhook.id);
    const article = {
      slug: 'looms',
      language: 'en',
      title: 'Looms',
      body: 'They weave.',
      published: true,
    } as const;
    await core.articles.create(admin, article);
    return {
      response: String(response.id),
      webhook: String(webhook.id),
      delivery: delivery.id,
      article: article.slug,
    };
  }

  const make = { group, support, session };
  const open = async (asker: Asker) =>
    [asker, await connect(application.address, users[asker].token)] as const;
  const hubs = Object.fromEntries(await Promise.all(askers.map(open))) as Record<Asker, HubClient>;
  return { users, things: await keepThings(), founderId: founder.id, hubs, place: (kind) => make[kind]() };
}
