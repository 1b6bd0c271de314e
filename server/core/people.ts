import type { Account, Person } from '#server/protocol/identity.ts';
import { requireRegistered } from './policies.ts';
import type { Session } from './session.ts';
import type { UserStore } from './identity-store.ts';

/** Finding people. Names are open to everyone who has an account; presence is not (server/realtime/presence.ts). */
export function createPeople(users: UserStore) {
  return {
    /** Error: forbidden (a visitor). */
    async search(session: Session, query: string, limit: number): Promise<Person[]> {
      requireRegistered(session);
      return users.search(query, session.account.id, limit);
    },
    /** Accounts, for dialects whose documents show a sender's email to everybody in the conversation. */
    accounts: (userIds: readonly number[]): Promise<Account[]> => users.accounts(userIds),
    /** A visitor is told of those only who are in a chat of theirs. */
    get: ({ account, visitor }: Session, userIds: readonly number[]): Promise<Person[]> =>
      visitor ? users.peopleAround(account.id, userIds) : users.people(userIds),
  };
}
