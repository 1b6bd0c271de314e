import type { Person } from '#server/protocol/identity.ts';
import { newClientId } from './client-id.ts';
import { twice } from './command-error.ts';
import type { Request } from './requests.ts';
import type { Sync } from './sync.ts';

interface CommandParts {
  request: Request;
  sync: Pick<Sync, 'refresh' | 'left'>;
}

/** Each rejects with a CommandError (see command-error.ts). */
export interface Commands {
  /** Answers the conversation's id, a new or the existing one. */
  createDirect(userId: number): Promise<number>;
  createGroup(title: string, userIds: readonly number[]): Promise<number>;
  rename(conversationId: number, title: string): Promise<void>;
  addMembers(conversationId: number, userIds: readonly number[]): Promise<void>;
  removeMember(conversationId: number, userId: number): Promise<void>;
  leave(conversationId: number): Promise<void>;
  searchPeople(query: string, limit?: number): Promise<Person[]>;
}

export function createCommands({ request, sync }: CommandParts): Commands {
  return {
    async createDirect(userId) {
      const { conversationId } = await twice(() => request('conversation.direct', { userId }));
      await sync.refresh(conversationId);
      return conversationId;
    },
    async createGroup(title, userIds) {
      const input = { title, userIds: [...userIds], clientId: newClientId() };
      const { conversationId } = await twice(() => request('conversation.group', input));
      await sync.refresh(conversationId);
      return conversationId;
    },
    async rename(conversationId, title) {
      await request('conversation.rename', { conversationId, title });
    },
    async addMembers(conversationId, userIds) {
      await request('conversation.add', { conversationId, userIds: [...userIds] });
    },
    async removeMember(conversationId, userId) {
      await request('conversation.remove', { conversationId, userId });
    },
    async leave(conversationId) {
      await request('conversation.leave', { conversationId });
      sync.left(conversationId);
    },
    async searchPeople(query, limit) {
      return (await request('people.search', { query, limit })).people;
    },
  };
}
