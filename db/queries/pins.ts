import type pg from 'pg';
import type { PinStore } from '#server/core/runs/pin-store.ts';
import type { Summary } from '#server/protocol/conversation.ts';
import { transaction } from './changing.ts';
import { summaryTables, summaryView } from './views.ts';

export function createPinStore(pool: pg.Pool): PinStore {
  return {
    set: (conversationId, userId, on, most) =>
      transaction(pool, async (client) => {
        // Two at once must not make one pin too many of two that fit.
        await client.query('select 1 from users where id = $1 for no key update', [userId]);
        const { rows } = await client.query<{ pinned: boolean; count: number }>(
          `select p.pinned_at is not null as pinned, (select count(*) from participants o
             where o.user_id = $2 and o.pinned_at is not null and o.left_at is null) as count
           from participants p join conversations c on c.id = p.conversation_id
           where c.id = $1 and c.kind = 'assistant' and p.user_id = $2 and p.left_at is null`,
          [conversationId, userId],
        );
        const [held] = rows;
        if (!held) return 'missing';
        if (held.pinned === on) return 'unchanged';
        if (on && held.count >= most) return 'full';
        await client.query(
          `update participants set pinned_at = case when $3 then now() end
           where conversation_id = $1 and user_id = $2`,
          [conversationId, userId, on],
        );
        return 'changed';
      }),

    async list(userId) {
      const { rows } = await pool.query<{ view: Summary }>({
        name: 'pins',
        text: `select ${summaryView} as view from ${summaryTables}
          where p.user_id = $1 and p.pinned_at is not null and p.left_at is null
          order by c.active_at desc, c.id desc`,
        values: [userId],
      });
      return rows.map(({ view }) => view);
    },
  };
}
