import type pg from 'pg';
import type { ChatEvent } from '#server/protocol/support-events.ts';

/** An event as a scenario tells it: when, what, and whose the chat is after it. */
interface ToldEvent {
  /** ISO 8601, with the offset of wherever it is told from. */
  at: string;
  kind: ChatEvent['kind'];
  actor?: number;
  /** Whose it was and is; left out: nobody's. */
  from?: number;
  to?: number;
  rating?: number;
}

/** A support chat of `clientId` to which all of this has happened, written straight into the store. */
export async function tellChat(
  pool: pg.Pool,
  clientId: number,
  events: readonly ToldEvent[],
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `with c as (
       insert into conversations (kind, unique_key, created_by, version, header_version)
       values ('support', 'support:' || gen_random_uuid(), $1, 1, 1) returning id)
     insert into support_chats (conversation_id, client_id) select id, $1 from c returning conversation_id as id`,
    [clientId],
  );
  const id = rows[0]?.id ?? 0;
  for (const { at, kind, actor, from, to, rating } of events)
    await pool.query(
      `insert into support_events (conversation_id, actor_id, kind, at, to_status, from_admin_id, to_admin_id, details)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        actor ?? null,
        kind,
        at,
        kind === 'closed' || kind === 'rated' ? 'CLOSED' : to === undefined ? 'PENDING' : 'ACTIVE',
        from ?? null,
        to ?? null,
        JSON.stringify(rating === undefined ? {} : { rating }),
      ],
    );
  return id;
}
