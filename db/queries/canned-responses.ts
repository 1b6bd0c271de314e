import type pg from 'pg';
import type { CannedResponseStore } from '#server/core/canned-response-store.ts';
import type { CannedResponse } from '#server/protocol/canned-responses.ts';
import { isUniqueViolation } from '#db/client.ts';
import { iso } from './views.ts';

/** A `CannedResponse`, over `canned_responses r`. */
const view = `json_build_object(
  'id', r.id, 'name', r.name, 'content', r.content, 'updatedAt', ${iso('r.updated_at')})`;

interface Row {
  view: CannedResponse;
}

export function createCannedResponseStore(pool: pg.Pool): CannedResponseStore {
  return {
    async all() {
      const { rows } = await pool.query<Row>({
        name: 'canned-responses',
        text: `select ${view} as view from canned_responses r order by r.name`,
      });
      return rows.map((row) => row.view);
    },

    async create({ name, content }, most) {
      try {
        const { rows } = await pool.query<Row>(
          `insert into canned_responses as r (name, content)
          select $1, $2 where (select count(*) from canned_responses) < $3 returning ${view} as view`,
          [name, content, most],
        );
        return rows[0]?.view ?? 'full';
      } catch (error) {
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },

    async change(id, { name, content }) {
      try {
        const { rows } = await pool.query<Row>(
          `update canned_responses r set name = coalesce($2, name), content = coalesce($3, content),
            updated_at = date_trunc('milliseconds', now())
          where r.id = $1 returning ${view} as view`,
          [id, name ?? null, content ?? null],
        );
        return rows[0]?.view;
      } catch (error) {
        if (isUniqueViolation(error)) return 'taken';
        throw error;
      }
    },

    async remove(id) {
      const { rows } = await pool.query<{ name: string }>(
        'delete from canned_responses where id = $1 returning name',
        [id],
      );
      return rows[0]?.name;
    },
  };
}
