import type { Account, Credentials, Registration, SessionView } from '#server/protocol/identity.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { Audit } from './audit.ts';
import { requireAdmin, requireDeskOwner } from './policies.ts';
import { type Limit, tooMany } from './rate-limit.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** Turns passwords into hashes and back into a yes or no. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With `null` it works as long as with a hash, and answers no. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

interface IdentityParts {
  store: Pick<Store, 'users' | 'sessions'>;
  passwords: PasswordHasher;
  /** Failed sign-ins for an account and address; sign-ups for an address. */
  logins: Limit;
  signups: Limit;
  registration: 'open' | 'closed';
  /** These sessions of a user have ended: their sockets are to be closed. */
  sessionsEnded: (userId: number, sessionIds: string[]) => void;
  audit: Pick<Audit, 'record'>;
}

/** Where a request comes from: for limits, and for the list of sessions. */
export interface Origin {
  address: string;
  userAgent: string | null;
}

/** Seconds that a browser stays signed in. */
export const BROWSER_SESSION = 30 * 24 * 60 * 60;

export type Identity = ReturnType<typeof createIdentity>;

/** Accounts, and the sessions that prove who is asking. */
export function createIdentity(parts: IdentityParts) {
  const { passwords, logins, signups, sessionsEnded, audit } = parts;
  const { users, sessions } = parts.store;

  const limited = (wait: number) => tooMany('attempts', wait);

  async function end(userId: number, which: Parameters<typeof sessions.end>[1]) {
    const ended = await sessions.end(userId, which);
    if (ended.length > 0) sessionsEnded(userId, ended);
    return ended;
  }

  /** The session of that id, where it is still good. */
  async function resume(sessionId: string): Promise<Session | undefined> {
    const found = await sessions.find(sessionId);
    if (!found) return undefined;
    const { account, expiresAt, visitor } = found;
    return { id: sessionId, account, expiresAt: Date.parse(expiresAt), ...(visitor && { visitor }) };
  }

  return {
    /** Errors: registration_closed, account_exists, forbidden (a role is given by admins only), rate_limited. */
    async register(asker: Session | null, registration: Registration, origin: Origin): Promise<Account> {
      const byAdmin = asker?.account.role === 'ADMIN';
      if (registration.role && !byAdmin)
        throw new ChatError('forbidden', undefined, 'Only an admin may give a role');
      if (!byAdmin) {
        if (parts.registration === 'closed') throw new ChatError('registration_closed');
        const wait = await signups.take(origin.address);
        if (wait > 0) throw limited(wait);
      }
      const { username, email, password, role = 'USER' } = registration;
      const passwordHash = await passwords.hash(password);
      const account = await users.create({ username, name: username, email, passwordHash, role });
      if (!account) throw new ChatError('account_exists');
      if (asker && byAdmin)
        await audit.record(asker, role === 'ADMIN' ? 'admin_added' : 'user_created', username);
      return account;
    },

    /**
     * Signs in and makes a session of `kind` that lasts `lifetime` seconds. An unknown email takes as long as a wrong
     * password and is answered alike. Errors: invalid_credentials, rate_limited.
     */
    async signIn(
      { email, password }: Credentials,
      origin: Origin,
      { kind, lifetime }: { kind: SessionView['kind']; lifetime: number },
    ): Promise<Session> {
      const key = `${email.toLowerCase()} ${origin.address}`;
      const wait = await logins.take(key);
      if (wait > 0) throw limited(wait);
      const found = await users.forSignIn(email);
      const right = await passwords.verify(found?.passwordHash ?? null, password);
      if (!found || !right) throw new ChatError('invalid_credentials');
      logins.giveBack(key);
      const { id, expiresAt } = await sessions.create({
        userId: found.account.id,
        kind,
        userAgent: origin.userAgent?.slice(0, 300) ?? null,
        lifetime,
      });
      return { id, account: found.account, expiresAt: Date.parse(expiresAt) };
    },

    resume,

    /**
     * A session for somebody who has proved nothing: only where TRUST_QUERY_USER_ID is set. Undefined where there is no
     * such user, or a disabled one, or a visitor.
     */
    async assume(userId: number): Promise<Session | undefined> {
      const [account] = await users.accounts([userId]);
      if (!account) return undefined;
      const userAgent = 'TRUST_QUERY_USER_ID';
      const { id } = await sessions.create({ userId, kind: 'token', userAgent, lifetime: BROWSER_SESSION });
      const session = await resume(id);
      return session?.visitor ? undefined : session;
    },

    signOut: (session: Session) => end(session.account.id, { only: session.id }),
    signOutEverywhere: (session: Session) => end(session.account.id, 'all'),
    /** All API tokens of the asker. */
    revokeTokens: (session: Session) => end(session.account.id, { kind: 'token' }),

    /** One session of the asker's own. Error: not_found. */
    async endSession(session: Session, sessionId: string): Promise<void> {
      const ended = await end(session.account.id, { only: sessionId });
      if (ended.length === 0) throw new ChatError('not_found');
    },

    async listSessions(session: Session): Promise<SessionView[]> {
      const list = await sessions.list(session.account.id);
      return list.map((view) => ({ ...view, current: view.id === session.id }));
    },

    /** Ends every other session of the asker. Errors: wrong_password, rate_limited. */
    async changePassword(session: Session, current: string, next: string, origin: Origin): Promise<void> {
      const { id } = session.account;
      const key = `${id} ${origin.address}`;
      const wait = await logins.take(key);
      if (wait > 0) throw limited(wait);
      if (!(await passwords.verify(await users.passwordHash(id), current)))
        throw new ChatError('wrong_password');
      logins.giveBack(key);
      await users.setPasswordHash(id, await passwords.hash(next));
      await end(id, { except: session.id });
    },

    async rename(session: Session, name: string): Promise<Account> {
      const account = await users.setName(session.account.id, name);
      if (!account) throw new ChatError('user_not_found');
      return account;
    },

    /**
     * By an admin, and of an owner by an owner. Disabling ends all sessions of the user. Errors: forbidden,
     * user_not_found, last_owner.
     */
    async setDisabled(session: Session, userId: number, disabled: boolean): Promise<Account> {
      requireAdmin(session.account);
      const [account] = await users.accounts([userId]);
      if (account?.owner) requireDeskOwner(session.account);
      if (userId === session.account.id) throw new ChatError('forbidden', undefined, 'Not your own account');
      const changed = await users.setDisabled(userId, disabled);
      if (!changed) throw new ChatError('user_not_found');
      if (changed === 'last_owner') throw new ChatError('last_owner');
      if (changed.ended.length > 0) sessionsEnded(userId, changed.ended);
      await audit.record(session, disabled ? 'user_disabled' : 'user_enabled', changed.account.username);
      return changed.account;
    },
  };
}
