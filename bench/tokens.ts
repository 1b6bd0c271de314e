import { SignJWT } from 'jose';
import type pg from 'pg';
import { createTokens } from '#server/http/tokens.ts';

/** Of the product's servers and of the bare one. */
export const SECRET = 'a secret that is only the bench’s';

export type Issue = (userIds: readonly number[]) => Promise<string[]>;

/** Tokens of the product, each of a session of its own. */
export function productTokens(pool: pg.Pool): Issue {
  const tokens = createTokens(SECRET);
  return async (userIds) => {
    const { rows } = await pool.query<{ id: string; user_id: string; expires_at: Date }>(
      `insert into sessions (user_id, kind, expires_at)
       select unnest($1::bigint[]), 'token', now() + interval '1 hour' returning id, user_id, expires_at`,
      [userIds],
    );
    const sessions = new Map(rows.map((row) => [Number(row.user_id), row]));
    return Promise.all(
      userIds.map((id) => {
        const session = sessions.get(id);
        if (!session) throw new Error('The session was not stored');
        const name = `user-${id}`;
        return tokens.issue({
          id: session.id,
          account: { id, username: name, name, email: `${name}@example.com`, role: 'USER' },
          expiresAt: session.expires_at.getTime(),
        });
      }),
    );
  };
}

/** Tokens of the bare server. */
export const bareTokens: Issue = (userIds) =>
  Promise.all(
    userIds.map((id) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(String(id))
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(SECRET)),
    ),
  );
