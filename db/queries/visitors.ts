import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Arrival, VisitorStore } from '#server/core/visitor-store.ts';
import type { Account } from '#server/protocol/identity.ts';
import type { Visitor } from '#server/protocol/widget.ts';
import { isUniqueViolation } from '#db/client.ts';
import { transaction } from './changing.ts';
import { accountView } from './views.ts';

/** Visitors of sites that have the widget. */
export function createVisitorStore(pool: pg.Pool): VisitorStore {
  /** What the site says of somebody who was here before; undefined for a newcomer. */
  const update = ({ site, name, email, externalId }: Arrival) =>
    transaction(pool, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        'update visitors set site = $2, email = $3 where external_id = $1 returning user_id as id',
        [externalId, site, email],
      );
      const id = rows[0]?.id;
      if (id === undefined) return undefined;
      const renamed = await client.query<{ view: Account }>(
        `update users u set name = $2 where id = $1 returning ${accountView} as view`,
        [id, name],
      );
      return renamed.rows[0]?.view;
    });

  const insert = ({ site, name, email, externalId }: Arrival) =>
    transaction(pool, async (client) => {
      const username = `visitor-${randomBytes(12).toString('hex')}`;
      const { rows } = await client.query<{ view: Account }>(
        `insert into users as u (username, name, email, role, visitor) values ($1, $2, $3, 'USER', true)
         returning ${accountView} as view`,
        // No address of anybody's: whoever registers with theirs must not find it taken.
        [username, name, `${username}@visitors.invalid`],
      );
      const account = rows[0]?.view;
      if (!account) throw new Error('The visitor was not stored');
      await client.query('insert into visitors (user_id, site, external_id, email) values ($1, $2, $3, $4)', [
        account.id,
        site,
        externalId,
        email,
      ]);
      return account;
    });

  return {
    async admit(arrival) {
      const known = arrival.externalId === null ? undefined : await update(arrival);
      if (known) return known;
      try {
        return await insert(arrival);
      } catch (error) {
        // Two tabs at once: the other one has made them.
        const made = isUniqueViolation(error) ? await update(arrival) : undefined;
        if (made) return made;
        throw error;
      }
    },

    async of(userId) {
      const { rows } = await pool.query<Visitor>(
        'select site, email, external_id is not null as known from visitors where user_id = $1',
        [userId],
      );
      return rows[0];
    },
  };
}
