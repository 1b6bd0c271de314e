import { GET as getMessages } from '#app/api/chats/conversations/[id]/messages/route.ts';
import type { Named } from '#server/dialects/conformance.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { joinChat, openSupport } from '#server/testing/support.ts';
import { callRoute } from '#server/testing/rest.ts';
import type { TestUser } from '#server/testing/users.ts';

type Read = (application: TestApplication, user: TestUser, conversation: Named) => Promise<string[]>;

/** Pages of the hub's history, from the newest back. */
const byHub: Read = async (application, user, { id: conversationId }) => {
  const client = await application.connect(user);
  const read: { content: string }[] = [];
  for (let before: number | undefined, more = true; more;) {
    const page = await client.ok('conversation.history', { conversationId, limit: 100, before });
    read.unshift(...page.messages);
    before = page.messages[0]?.seq;
    more = page.hasOlder;
  }
  client.close();
  return read.map(({ content }) => content);
};

/** What changed since the beginning, as a client catches up. */
const byChanges: Read = async (application, user, { id: conversationId }) => {
  const client = await application.connect(user);
  const read: { seq: number; content: string }[] = [];
  for (let since = 0, more = true; more;) {
    const { delta, hasMore } = await client.ok('conversation.changes', { conversationId, since });
    read.push(...delta.messages);
    since = delta.version;
    more = hasMore;
  }
  client.close();
  return read.toSorted((a, b) => a.seq - b.seq).map(({ content }) => content);
};

/** REST, page by page: the newest page first, each ascending. */
const byPages: Read = async (_application, { token }, { id }) => {
  const texts: string[] = [];
  for (let page = 1; ; page++) {
    const { body } = await callRoute(getMessages, {
      token,
      params: { id: String(id) },
      query: `?limit=30&page=${page}`,
    });
    const { data } = body as { data: { content: string }[] };
    if (data.length === 0) return texts;
    texts.unshift(...data.map(({ content }) => content));
  }
};

/** The latest fifty, as a client of `support` is told when it joins. */
export const latestBySupport: Read = async (application, user, { id }) => {
  const client = openSupport(application, user);
  const messages = await joinChat({ user, client }, String(id));
  client.close();
  return messages.map(({ text }) => text ?? '');
};

/** How one reads a whole conversation without having heard any of it; the texts, oldest first. */
export const readings: Readonly<Record<string, Read>> = { byHub, byChanges, byPages };
