import type pg from 'pg';
import type { EventStore } from '#server/core/event-store.ts';
import type { EventRecord } from '#server/core/support-change.ts';
import type { SupportState } from '#server/protocol/conversation.ts';
import type { ChatEvent } from '#server/protocol/support-events.ts';
import { iso, personOf } from './views.ts';
import { tellWebhooks } from './webhook-outbox.ts';

const personIf = (u: string) => `case when ${u}.id is not null then ${personOf(u)} end`;

/** A `ChatEvent`, over `support_events e` and the people around it. */
const eventView = `json_build_object(
  'id', e.id, 'kind', e.kind, 'actor', ${personIf('w')}, 'at', ${iso('e.at')}, 'fromStatus', e.from_status,
  'toStatus', e.to_status, 'fromOwner', ${personIf('f')}, 'toOwner', ${personIf('t')}, 'details', e.details)`;

/** What happened to support chats. */
export function createEventStore(pool: pg.Pool): EventStore {
  return {
    async list(conversationId, before, limit) {
      const { rows } = await pool.query<{ view: ChatEvent }>({
        name: 'support-history',
        text: `select ${eventView} as view from support_events e
          left join users w on w.id = e.actor_id
          left join users f on f.id = e.from_admin_id left join users t on t.id = e.to_admin_id
          where e.conversation_id = $1 and ($2::bigint is null or e.id < $2) order by e.id desc limit $3`,
        values: [conversationId, before, limit],
      });
      return rows.map(({ view }) => view);
    },
  };
}

/**
 * Records what was done with a chat, in the transaction that does it and after the change: `before` is how the chat stood,
 * null where it was not there; left out where status and owner are what they were.
 */
export async function recordEvent(
  client: pg.PoolClient,
  conversationId: number,
  { actorId, kind, details = {} }: EventRecord,
  before?: Pick<SupportState, 'status' | 'adminId'> | null,
): Promise<void> {
  await client.query(
    `with e as (
       insert into support_events
         (conversation_id, actor_id, kind, from_status, to_status, from_admin_id, to_admin_id, details)
       select s.conversation_id, $2, $3, case when $4 then $5 else s.status end, s.status,
         case when $4 then $6::bigint else s.admin_id end, s.admin_id, $7
       from support_chats s where s.conversation_id = $1
       returning *
     )
     ${tellWebhooks}`,
    [
      conversationId,
      actorId,
      kind,
      before !== undefined,
      before?.status,
      before?.adminId,
      JSON.stringify(details),
    ],
  );
}
