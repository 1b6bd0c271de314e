import { randomUUID } from 'node:crypto';
import type { Named } from '#server/dialects/conformance.ts';
import type { TestApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';

/** A conversation of some kind, and people who may read and write in it. */
export interface Place {
  conversation: Named;
  people: readonly TestUser[];
}

type MakePlace = (application: TestApplication) => Promise<Place>;

/** The conversation as one of its people names it. */
async function named(application: TestApplication, user: TestUser, id: number): Promise<Named> {
  const { summary } = await application.core.reading.open(sessionOf(user), { conversationId: id });
  return { id, uuid: summary.uuid };
}

const direct: MakePlace = async (application) => {
  const [ada, grace] = await Promise.all([application.user('ada'), application.user('grace')]);
  const { conversationId } = await application.core.conversations.createDirect(sessionOf(ada), {
    userId: grace.id,
  });
  return { conversation: await named(application, ada, conversationId), people: [ada, grace] };
};

/** A group of the first one's. */
export const groupOf = async (
  application: TestApplication,
  ...people: [TestUser, ...TestUser[]]
): Promise<Place> => {
  const [owner, ...others] = people;
  const { conversationId } = await application.core.conversations.createGroup(sessionOf(owner), {
    title: 'A group',
    userIds: others.map(({ id }) => id),
    clientId: randomUUID(),
  });
  return { conversation: await named(application, owner, conversationId), people };
};

const group: MakePlace = async (application) => {
  const users = ['ada', 'grace', 'alan'].map((name) => application.user(name));
  const [ada, grace, alan] = (await Promise.all(users)) as [TestUser, TestUser, TestUser];
  return groupOf(application, ada, grace, alan);
};

/** A support chat: its client, and the admin who owns it. */
const support: MakePlace = async (application) => {
  const [ada, admin] = await Promise.all([application.user('ada'), application.user('admin', 'ADMIN')]);
  const { chat } = await application.core.support.open(sessionOf(ada), { title: 'Nothing works' });
  await application.core.support.change(sessionOf(admin), String(chat.id), { adminId: admin.id });
  return { conversation: { id: chat.id, uuid: chat.uuid }, people: [ada, admin] };
};

/** How a conversation of each kind is made. */
export const places: Readonly<Record<string, MakePlace>> = {
  'a direct conversation': direct,
  'a group': group,
  'a support chat': support,
};
