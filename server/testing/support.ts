import type { Role } from '#server/protocol/identity.ts';
import type { SupportMessage } from '#server/protocol/support.ts';
import type { Session } from '#server/core/session.ts';
import type { TestApplication } from './application.ts';
import { type ChatClient, openChat } from './chat-client.ts';
import type { TestUser } from './users.ts';

/** A user and their socket of the `support` dialect. */
export interface SupportPerson {
  user: TestUser;
  client: ChatClient;
}

/** The session of a user's token, as core takes it. */
export const sessionOf = ({ sessionId, account }: TestUser): Session => ({
  id: sessionId,
  account,
  expiresAt: Date.now() + 3_600_000,
});

/** A socket of the `support` dialect. Closed with the application at the latest. */
export function openSupport(application: Pick<TestApplication, 'address'>, user: TestUser): ChatClient {
  return openChat(application.address, { auth: { token: user.token } });
}

/** A new user with a socket of the `support` dialect. */
export async function supportPerson(
  application: TestApplication,
  name: string,
  role?: Role,
): Promise<SupportPerson> {
  const user = await application.user(name, role);
  return { user, client: openSupport(application, user) };
}

/** A client with an open chat, and an admin who has not joined it. */
export async function supportDesk(application: TestApplication) {
  const [ada, admin] = await Promise.all([
    supportPerson(application, 'ada'),
    supportPerson(application, 'admin', 'ADMIN'),
  ]);
  const { chat } = await application.core.support.open(sessionOf(ada.user), { title: 'It does not start' });
  return { ada, admin, chat, chatId: String(chat.id) };
}

/** Joins and answers the messages that were there. */
export async function joinChat({ client }: SupportPerson, chatId: string): Promise<SupportMessage[]> {
  const answer = (await client.ask('joinChat', chatId)) as {
    event: string;
    data: { messages: SupportMessage[] };
  };
  if (answer.event !== 'joinedChat') throw new Error(`The join was refused: ${JSON.stringify(answer)}`);
  return answer.data.messages;
}

/** Sends a text and answers the message as acknowledged. */
export async function say({ client }: SupportPerson, chatId: string, text: string): Promise<SupportMessage> {
  const answer = (await client.ask('sendMessage', { chatId, message: { text } })) as {
    event: string;
    data: SupportMessage;
  };
  if (answer.event !== 'messageSent') throw new Error(`The message was refused: ${JSON.stringify(answer)}`);
  return answer.data;
}

/** Resolves when all that the server had sent the socket until now has arrived. */
export const settled = ({ client }: SupportPerson): Promise<unknown> => client.ask('no such event');
