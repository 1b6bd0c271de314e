import type { Delta } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubParsed } from '#server/protocol/hub.ts';
import type { Person } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Read } from './bus.ts';
import { createReadPointers } from './read-pointers.ts';
import { titleOf } from './runs/titles.ts';
import { requireGroup, requireMember, requireOwner, requireRegistered } from './policies.ts';
import type { Session } from './session.ts';
import type { ConversationChange, Store } from './store.ts';

interface ConversationsParts {
  store: Store;
  publish: (delta: Delta) => void;
  /** The conversations that these users are in are others now. */
  membershipsChanged: (userIds: readonly number[]) => void;
  /** Somebody named messages that they have read. */
  read: (event: Read) => void;
}

/** A conversation with the assistant that is to be made. */
export interface NewAssistant {
  clientId: string;
  /** What it is called after, until something better is known. */
  firstPrompt?: string;
}

export type Conversations = ReturnType<typeof createConversations>;

/** Creating conversations and changing who is in them. */
export function createConversations({ store, publish, membershipsChanged, read }: ConversationsParts) {
  const { conversations, users } = store;

  async function change(conversationId: number, work: (change: ConversationChange) => Promise<void>) {
    const delta = await conversations.change(conversationId, work);
    if (!delta) throw new ChatError('conversation_not_found');
    if (delta.version > delta.since) publish(delta);
    return { conversationId, version: delta.version };
  }

  /** The people to be added; every one of them must be there. */
  function requirePeople(people: readonly Person[], userIds: readonly number[]) {
    if (people.length !== new Set(userIds).size) throw new ChatError('user_not_found');
  }
  const findPeople = async (userIds: readonly number[]) =>
    requirePeople(await users.registered(userIds), userIds);

  return {
    /** The direct conversation with another user, made when there is none. Errors: user_not_found, invalid_request. */
    async createDirect(session: Session, { userId }: HubParsed<'conversation.direct'>) {
      requireRegistered(session);
      const me = session.account.id;
      if (userId === me)
        throw new ChatError('invalid_request', undefined, 'A conversation needs somebody else');
      await findPeople([userId]);
      const { id, created } = await conversations.createDirect(me, userId);
      if (created) membershipsChanged([me, userId]);
      return { conversationId: id, created };
    },

    /** The asker's conversation with the assistant. A repeated `clientId` answers the first. */
    async createAssistant(session: Session, { clientId, firstPrompt = '' }: NewAssistant) {
      requireRegistered(session);
      const { id: me } = session.account;
      const key = `assistant:${me}/${clientId}`;
      const title = titleOf(firstPrompt);
      const { id, created } = await conversations.createAssistant({ creatorId: me, title, key });
      if (created) membershipsChanged([me]);
      return { conversationId: id, created };
    },

    /** A repeated `clientId` answers the first group. Errors: user_not_found. */
    async createGroup(session: Session, { title, userIds, clientId }: HubParsed<'conversation.group'>) {
      requireRegistered(session);
      const { id: me, name } = session.account;
      const others = [...new Set(userIds)].filter((id) => id !== me);
      await findPeople(others);
      const { id, created } = await conversations.createGroup({
        creatorId: me,
        title,
        userIds: others,
        key: `${me}/${clientId}`,
        notice: `${name} created the group`,
      });
      if (created) membershipsChanged([me, ...others]);
      return { conversationId: id, created };
    },

    rename: (session: Session, { conversationId, title }: HubParsed<'conversation.rename'>) =>
      change(conversationId, async (unit) => {
        const { id: me, name } = session.account;
        requireMember(await unit.participant(me));
        const own = unit.conversation.kind === 'assistant';
        if (!own) requireGroup(unit.conversation);
        if (unit.conversation.title === title) return;
        await unit.saveTitle(title);
        if (own) return;
        await unit.appendSystem(me, `${name} named the group “${title}”`);
      }),

    /** Those who are in it already are left as they are. Errors: user_not_found, too_many_members, forbidden. */
    async addMembers(session: Session, { conversationId, userIds }: HubParsed<'conversation.add'>) {
      const { id: me, name } = session.account;
      const added: number[] = [];
      // Before the lock: whoever holds it must not wait for a second connection.
      const people = await users.registered(userIds);
      const answer = await change(conversationId, async (unit) => {
        requireMember(await unit.participant(me));
        requireGroup(unit.conversation);
        requirePeople(people, userIds);
        const members = new Set((await unit.members()).map((member) => member.userId));
        const fresh = people.filter((person) => !members.has(person.id));
        if (members.size + fresh.length > limits.groupMembers) throw new ChatError('too_many_members');
        for (const person of fresh) {
          await unit.saveParticipant(person.id, { role: 'member', left: false });
          await unit.appendSystem(me, `${name} added ${person.name}`);
          added.push(person.id);
        }
      });
      if (added.length > 0) membershipsChanged(added);
      return answer;
    },

    /** By the owner of the group. Removing one who is not in it changes nothing. */
    async removeMember(session: Session, { conversationId, userId }: HubParsed<'conversation.remove'>) {
      const { id: me, name } = session.account;
      if (userId === me) throw new ChatError('invalid_request', undefined, 'To go yourself, leave the group');
      const [person] = await users.people([userId]);
      const answer = await change(conversationId, async (unit) => {
        const member = requireMember(await unit.participant(me));
        requireGroup(unit.conversation);
        requireOwner(member);
        const removed = await unit.participant(userId);
        if (!removed || removed.leftAt) return;
        await unit.saveParticipant(userId, { left: true, role: 'member' });
        await unit.appendSystem(me, `${name} removed ${person?.name ?? 'a member'}`);
      });
      membershipsChanged([userId]);
      return answer;
    },

    /** Who owned the group hands it to its longest member. */
    async leave(session: Session, { conversationId }: HubParsed<'conversation.leave'>) {
      const { id: me, name } = session.account;
      const answer = await change(conversationId, async (unit) => {
        const member = requireMember(await unit.participant(me));
        const own = unit.conversation.kind === 'assistant';
        if (!own) requireGroup(unit.conversation);
        if (!own) await unit.appendSystem(me, `${name} left`);
        await unit.saveParticipant(me, { left: true, role: 'member' });
        const heir = (await unit.members())[0];
        if (!own && member.role === 'owner' && heir)
          await unit.saveParticipant(heir.userId, { role: 'owner' });
      });
      membershipsChanged([me]);
      return answer;
    },

    ...createReadPointers({ store: conversations, publish, named: read }),
  };
}
