import type { AdministratorSet, AdministratorStore } from '#server/core/administration-store.ts';
import type { Administrator } from '#server/protocol/administration.ts';
import type pg from 'pg';
import { transaction } from './changing.ts';

/** An `Administrator`, over `users u`. */
const view = `json_build_object('id', u.id, 'username', u.username, 'name', u.name, 'email', u.email,
  'owner', u.owner, 'disabled', u.disabled_at is not null)`;

/** Owners who can sign in. Of two who take that from each other one wins: both lock all of them, in one order. */
export async function lockOwners(client: pg.PoolClient): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select id from users where role = 'ADMIN' and owner and disabled_at is null order by id for update`,
  );
  return rows.map(({ id }) => id);
}

export function createAdministratorStore(pool: pg.Pool): AdministratorStore {
  return {
    async all() {
      const { rows } = await pool.query<{ view: Administrator }>(
        `select ${view} as view from users u where u.role = 'ADMIN' order by not u.owner, lower(u.name), u.id`,
      );
      return rows.map((row) => row.view);
    },

    set: (userId, { admin, owner }) =>
      transaction(pool, async (client): Promise<AdministratorSet | 'last_owner' | undefined> => {
        const owners = await lockOwners(client);
        const { rows } = await client.query<AdministratorSet['before']>(
          `select role = 'ADMIN' as admin, owner from users
           where id = $1 and role <> 'ASSISTANT' and not visitor for update`,
          [userId],
        );
        const before = rows[0];
        if (!before) return undefined;
        if (before.owner && !owner && owners.every((id) => id === userId)) return 'last_owner';
        const changed = await client.query<{ view: Administrator }>(
          `update users u set role = $2, owner = $3 where id = $1 returning ${view} as view`,
          [userId, admin ? 'ADMIN' : 'USER', admin && owner],
        );
        const person = changed.rows[0]?.view;
        if (!person) return undefined;
        if (before.admin === admin) return { person, before, ended: [] };
        const ended = await client.query<{ id: string }>(
          'update sessions set revoked_at = now() where user_id = $1 and revoked_at is null returning id',
          [userId],
        );
        return { person, before, ended: ended.rows.map(({ id }) => id) };
      }),
  };
}
