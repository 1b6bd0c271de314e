import type { Account, Person } from '#server/protocol/identity.ts';
import type { Session } from './session.ts';
import type { UserStore } from './store.ts';

/** Finding people. Names are open to everyone who is signed in; presence is not (server/realtime/presence.ts). */
export function createPeople(users: UserStore) {
  return {
    search: (session: Session, query: string, limit: number): Promise<Person[]> =>
      users.search(query, session.account.id, limit),
    /** Accounts, for dialects whose documents show a sender's email to everybody in the conversation. */
    accounts: (userIds: readonly number[]): Promise<Account[]> => users.accounts(userIds),
    get: (userIds: readonly number[]): Promise<Person[]> => users.people(userIds),
  };
}
