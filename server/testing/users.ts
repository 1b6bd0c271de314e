import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Tokens } from '#server/http/tokens.ts';
import type { Account, Role } from '#server/protocol/identity.ts';

/** A user with a session, and the token that names it. */
export interface TestUser {
  account: Account;
  id: number;
  sessionId: string;
  token: string;
}

/** Stores a user without a password, whose names are unique in the database. */
export async function addUser(
  pool: pg.Pool,
  tokens: Tokens,
  name = 'user',
  role: Role = 'USER',
): Promise<TestUser> {
  const username = `${name}-${randomBytes(5).toString('hex')}`;
  const email = `${username}@example.com`;
  const { rows } = await pool.query<{ id: number }>(
    'insert into users (username, name, email, role) values ($1, $1, $2, $3) returning id',
    [username, email, role],
  );
  const id = rows[0]?.id ?? 0;
  return openSession(pool, tokens, { id, username, name: username, email, role });
}

/** Makes an admin an owner. */
export async function makeOwner(pool: pg.Pool, userId: number): Promise<void> {
  await pool.query(`update users set role = 'ADMIN', owner = true where id = $1`, [userId]);
}

/** A session of the user that lasts `lifetime` seconds. */
export async function openSession(
  pool: pg.Pool,
  tokens: Tokens,
  account: Account,
  lifetime = 3_600,
): Promise<TestUser> {
  const { rows } = await pool.query<{ id: string; expires_at: Date }>(
    `insert into sessions (user_id, kind, expires_at) values ($1, 'token', now() + make_interval(secs => $2))
     returning id, expires_at`,
    [account.id, lifetime],
  );
  const sessionId = rows[0]?.id ?? '';
  const expiresAt = rows[0]?.expires_at.getTime() ?? 0;
  return {
    account,
    id: account.id,
    sessionId,
    token: await tokens.issue({ id: sessionId, account, expiresAt }),
  };
}
