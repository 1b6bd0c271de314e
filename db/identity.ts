import type pg from 'pg';

/** Names the database, the same by whatever address it is reached: no other one has this name. */
export async function identifyDatabase(pool: Pick<pg.Pool, 'query'>): Promise<string> {
  const { rows } = await pool.query<{ identity: string }>(
    `select (select system_identifier from pg_control_system()) || '-' || d.oid as identity
     from pg_database d where d.datname = current_database()`,
  );
  const identity = rows[0]?.identity;
  if (!identity) throw new Error('The database does not say which one it is');
  return identity;
}
