import type { Administrator, AuditAction } from '#server/protocol/administration.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { AdministratorSet, AdministratorStore } from './administration-store.ts';
import type { Audit } from './audit.ts';
import { requireDeskOwner } from './policies.ts';
import type { Session } from './session.ts';

interface AdministratorsParts {
  store: AdministratorStore;
  audit: Pick<Audit, 'record'>;
  /** These sessions of a user have ended: their sockets are to be closed. */
  sessionsEnded: (userId: number, sessionIds: string[]) => void;
  /** Lets the chats of who is no admin any more wait in the queue again. */
  releaseAll: (adminId: number, actorId: number) => Promise<void>;
}

export type Administrators = ReturnType<typeof createAdministrators>;

/** What a change is written down as; nothing where it changed nothing. */
function actionsOf({ before, person }: AdministratorSet, admin: boolean): AuditAction[] {
  const actions: AuditAction[] = [];
  if (admin !== before.admin) actions.push(admin ? 'admin_added' : 'admin_removed');
  if (person.owner !== before.owner) actions.push(person.owner ? 'owner_added' : 'owner_removed');
  return actions;
}

/** Who is an admin and who an owner; owners say so. There is always one of them who can sign in. */
export function createAdministrators({ store, audit, sessionsEnded, releaseAll }: AdministratorsParts) {
  async function set(session: Session, userId: number, to: { admin: boolean; owner: boolean }) {
    requireDeskOwner(session.account);
    const done = await store.set(userId, to);
    if (!done) throw new ChatError('user_not_found');
    if (done === 'last_owner') throw new ChatError('last_owner');
    if (done.ended.length > 0) sessionsEnded(userId, done.ended);
    for (const action of actionsOf(done, to.admin)) await audit.record(session, action, done.person.username);
    return done.person;
  }

  return {
    /** Owners first, then by name. Error: forbidden. */
    async list({ account }: Session): Promise<Administrator[]> {
      requireDeskOwner(account);
      return store.all();
    },

    /** Makes somebody an admin, and an owner or none. Errors: forbidden, user_not_found, last_owner. */
    add: (session: Session, userId: number, owner: boolean): Promise<Administrator> =>
      set(session, userId, { admin: true, owner }),

    /** Makes somebody a user like others. Errors: forbidden, user_not_found, last_owner. */
    async remove(session: Session, userId: number): Promise<void> {
      await set(session, userId, { admin: false, owner: false });
      await releaseAll(userId, session.account.id);
    },
  };
}
