import { POST as postMessage } from '#app/api/chats/conversations/[id]/messages/route.ts';
import type { Named } from '#server/dialects/conformance.ts';
import { callRoute, type RestAnswer } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';
import { messageOf } from '#server/testing/voices/conversations.ts';
import type { Stored } from '#server/testing/voices/stored.ts';

/** REST as a way to send: the routes themselves, of the instance that `serveRoutes` was given last. */
export const rest = {
  name: 'REST',
  async ask({ token }: TestUser, { id }: Named, content: string, clientId?: string) {
    const { status, body, headers } = await callRoute(postMessage, {
      token,
      params: { id: String(id) },
      body: { message_type: 'text', content, clientId },
    });
    const retryAfter = headers.get('retry-after');
    return { status, body, ...(retryAfter !== null && { retryAfter }) };
  },
  async send(user: TestUser, conversation: Named, content: string, clientId?: string): Promise<string> {
    const { status, body } = await rest.ask(user, conversation, content, clientId);
    return status === 201 ? 'stored' : messageIn({ body });
  },
  answerOf: (message: Stored) => ({ status: 201, body: messageOf(message) }),
};

/** The text of an error's body. */
export const messageIn = ({ body }: Pick<RestAnswer, 'body'>): string =>
  (body as { error: { message: string } }).error.message;
