import type pg from 'pg';
import type { Handing, HandOffStore } from '#server/core/runs/hand-off-store.ts';

export function createHandOffStore(pool: pg.Pool): HandOffStore {
  return {
    async handing(conversationId) {
      const { rows } = await pool.query<Handing>({
        name: 'handing',
        text: `select title, summary, last_seq as "lastSeq", handed_to as "handedTo" from conversations where id = $1`,
        values: [conversationId],
      });
      return rows[0];
    },
  };
}
