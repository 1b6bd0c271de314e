import { randomUUID } from 'node:crypto';
import type { Role } from '#server/protocol/identity.ts';
import type { TestApplication } from './application.ts';
import type { HubClient } from './client.ts';
import type { TestUser } from './users.ts';

/** A user and their socket. */
export interface Present {
  user: TestUser;
  client: HubClient;
}

/** A new user, connected. */
export async function present(application: TestApplication, name: string, role?: Role): Promise<Present> {
  const user = await application.user(name, role);
  return { user, client: await application.connect(user) };
}

/** Ada and Grace, connected, with a direct conversation that both have heard of. */
export async function directPair(application: TestApplication) {
  const [ada, grace] = await Promise.all([present(application, 'ada'), present(application, 'grace')]);
  const { conversationId } = await ada.client.ok('conversation.direct', { userId: grace.user.id });
  await Promise.all([ada, grace].map(({ client }) => heardOf(client, conversationId)));
  return {
    ada: ada.client,
    grace: grace.client,
    users: { ada: ada.user, grace: grace.user },
    conversationId,
  };
}

/** A group of the first one's, of which all have heard. */
export async function group(owner: Present, ...others: Present[]): Promise<number> {
  const { conversationId } = await owner.client.ok('conversation.group', {
    title: 'A group',
    userIds: others.map(({ user }) => user.id),
    clientId: randomUUID(),
  });
  await Promise.all([owner, ...others].map(({ client }) => heardOf(client, conversationId)));
  return conversationId;
}

const heardOf = (client: HubClient, conversationId: number) =>
  client.next('added', (added) => added.conversationId === conversationId);

/** Sends a text under a client id of its own. */
export const send = (client: HubClient, conversationId: number, content: string) =>
  client.ok('message.send', { conversationId, content, clientId: randomUUID() });

/** Resolves when the client has heard of that version of the conversation, or of a later one. */
export const heardVersion = (client: HubClient, conversationId: number, version: number) =>
  client.next('changes', (delta) => delta.conversationId === conversationId && delta.version >= version);

/** Everything that the client was pushed of a conversation's messages, in that order. */
export const pushedMessages = (client: HubClient, conversationId: number) =>
  client
    .all('changes')
    .filter((delta) => delta.conversationId === conversationId)
    .flatMap((delta) => delta.messages);

/** The uuid by which some dialects name a conversation. */
export async function uuidOf(application: TestApplication, conversationId: number): Promise<string> {
  const { rows } = await application.pool.query<{ uuid: string }>(
    'select uuid from conversations where id = $1',
    [conversationId],
  );
  return rows[0]?.uuid ?? '';
}
