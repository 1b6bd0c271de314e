import { hash } from '@node-rs/argon2';
import type pg from 'pg';

/** The accounts of a fresh embedded database, printed at start. */
export const demoAccounts = [
  { username: 'ada', name: 'Ada Lovelace', email: 'ada@example.com', password: 'ada-password', role: 'USER' },
  {
    username: 'grace',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    password: 'grace-password',
    role: 'USER',
  },
  { username: 'admin', name: 'Admin', email: 'admin@example.com', password: 'admin-password', role: 'ADMIN' },
] as const;

/** Puts the demo accounts into a database that has no user yet. */
export async function seedAccounts(pool: pg.Pool): Promise<void> {
  const { rowCount } = await pool.query("select 1 from users where role <> 'ASSISTANT' limit 1");
  if (rowCount) return;
  for (const { username, name, email, password, role } of demoAccounts)
    await pool.query(
      // Who is the only admin keeps the desk.
      `insert into users (username, name, email, password_hash, role, owner) values ($1, $2, $3, $4, $5, $5 = 'ADMIN')
       on conflict do nothing`,
      [username, name, email, await hash(password), role],
    );
}

/** Those demo accounts that this database has. */
export async function presentDemoAccounts(
  pool: pg.Pool,
): Promise<{ name: string; email: string; password: string }[]> {
  const { rows } = await pool.query<{ email: string }>(
    'select email from users where email = any($1) and disabled_at is null',
    [demoAccounts.map(({ email }) => email)],
  );
  const present = new Set(rows.map(({ email }) => email));
  return demoAccounts
    .filter(({ email }) => present.has(email))
    .map(({ name, email, password }) => ({ name, email, password }));
}
