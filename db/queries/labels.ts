import type pg from 'pg';
import type { LabelStore } from '#server/core/label-store.ts';
import { transaction } from './changing.ts';
import { recordEvent } from './events.ts';

/** The labels of the chat `t`, a JSON array. */
export const labelsOf = (t: string) =>
  `(select coalesce(json_agg(l.label order by l.label), '[]'::json) from support_labels l
    where l.conversation_id = ${t}.conversation_id)`;

export function createLabelStore(pool: pg.Pool): LabelStore {
  return {
    set: (conversationId, label, on, { most, actorId }) =>
      transaction(pool, async (client) => {
        // Two at once must not make one label too many of two that fit.
        await client.query('select 1 from support_chats where conversation_id = $1 for update', [
          conversationId,
        ]);
        const changed = await client.query(
          on
            ? `insert into support_labels (conversation_id, label, updated_at)
               select conversation_id, $2, updated_at from support_chats where conversation_id = $1 on conflict do nothing`
            : 'delete from support_labels where conversation_id = $1 and label = $2',
          [conversationId, label],
        );
        if (changed.rowCount === 1)
          await recordEvent(client, conversationId, {
            actorId,
            kind: on ? 'labelled' : 'unlabelled',
            details: { label },
          });
        const { rows } = await client.query<{ label: string }>(
          'select label from support_labels where conversation_id = $1 order by label',
          [conversationId],
        );
        const labels = rows.map((row) => row.label);
        if (on && labels.length > most) throw new RangeError('Too many labels');
        return { labels, changed: changed.rowCount === 1 };
      }).catch((error: unknown) => {
        if (error instanceof RangeError) return undefined;
        throw error;
      }),

    async of(conversationId) {
      const { rows } = await pool.query<{ label: string }>({
        name: 'labels-of',
        text: 'select label from support_labels where conversation_id = $1 order by label',
        values: [conversationId],
      });
      return rows.map(({ label }) => label);
    },

    async all(limit) {
      // From one label to the next by the index, however many chats have it.
      const { rows } = await pool.query<{ label: string }>({
        name: 'labels',
        text: `with recursive found (label) as (
            (select label from support_labels order by label limit 1)
            union all
            select (select l.label from support_labels l where l.label > found.label order by l.label limit 1)
            from found where found.label is not null)
          select label from found where label is not null limit $1`,
        values: [limit],
      });
      return rows.map(({ label }) => label);
    },
  };
}
