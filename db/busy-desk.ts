import type pg from 'pg';

/** Chats that wait, are active or put aside; a desk has as many of them however old it is. All earlier ones are closed. */
const LIVE = { waiting: 150, waitingAside: 60, activeAside: 60, active: 330 } as const;

const ADMINS = 8;
/** Chats that a client opens in time. */
const OF_A_CLIENT = 10;
/** Chats of a day. */
const A_DAY = 60;
/** The day on which the last chat was opened, whichever is the first. */
export const LAST_DAY = '2026-11-01';
/** A label of a fifth of all chats, and one of some that wait and of about so many that are closed, of any age. */
export const LABELS = { common: 'billing', rare: 'recall' } as const;
const RARE = 60;

export interface BusyDesk {
  adminId: number;
  /** With ten chats. */
  clientId: number;
  /** Of the queue. */
  waitingId: number;
}

/**
 * Fills an empty, migrated database with a desk that has had `chats` chats (from 1,000 on), with what happened in them,
 * messages, people and labels: the older the desk, the more is closed.
 */
export async function fillDesk(pool: pg.Pool, chats: number): Promise<BusyDesk> {
  const client = await pool.connect();
  try {
    return await fill(client, chats);
  } finally {
    client.release();
  }
}

async function fill(client: pg.PoolClient, chats: number): Promise<BusyDesk> {
  await client.query(
    `insert into users (username, name, email, role)
     select 'admin-' || n, 'Admin ' || n, 'admin-' || n || '@example.com', 'ADMIN' from generate_series(1, ${ADMINS}) n`,
  );
  await client.query(
    `insert into users (username, name, email)
     select 'client-' || n, 'Client ' || n, 'client-' || n || '@example.com'
     from generate_series(0, ($1::int - 1) / ${OF_A_CLIENT}) n`,
    [chats],
  );
  // One row a chat: its age counts from the youngest one, 0, and says how far it is.
  const { waiting, waitingAside, activeAside, active } = LIVE;
  await client.query(
    `create temporary table desk as
     select n, $1 - n as age, c.id as client_id, a.id as admin_id, 0::bigint as id,
       date_trunc('milliseconds', timestamptz '${LAST_DAY} 12:00Z' - ($1 - n) * interval '1 day' / ${A_DAY}) as at,
       case when $1 - n < ${waiting + waitingAside} then 'PENDING'
         when $1 - n < ${waiting + waitingAside + activeAside + active} then 'ACTIVE' else 'CLOSED' end as status,
       $1 - n >= ${waiting} and $1 - n < ${waiting + waitingAside + activeAside} as aside
     from generate_series(1, $1::int) n
     join users c on c.username = 'client-' || (n - 1) / ${OF_A_CLIENT}
     join users a on a.username = 'admin-' || (1 + n % ${ADMINS})`,
    [chats],
  );
  for (const statement of statements) await client.query(statement);
  const { rows } = await client.query<BusyDesk>(
    `select min(admin_id) as "adminId", max(client_id) as "clientId",
       min(id) filter (where age = ${waiting >> 1}) as "waitingId" from desk`,
  );
  await client.query('drop table desk');
  await client.query('vacuum (analyze)');
  const [desk] = rows;
  if (!desk) throw new Error('The desk is empty');
  return desk;
}

const statements = [
  `insert into conversations (kind, title, unique_key, created_by, created_at, active_at, last_seq, version, header_version)
   select 'support', 'Chat ' || n, 'support:' || n, client_id, at, at, 5, 6, 1 from desk order by n`,
  `update desk set id = c.id from conversations c where c.unique_key = 'support:' || n`,
  `insert into support_chats
     (conversation_id, client_id, admin_id, status, opened_at, updated_at, first_reply_at, closed_at, snoozed_at, snoozed_until, rating)
   select id, client_id, case when status <> 'PENDING' then admin_id end, status, at,
     case status when 'PENDING' then at when 'ACTIVE' then at + interval '5 minutes' else at + interval '2 hours' end,
     case when status <> 'PENDING' then at + interval '6 minutes' end, case when status = 'CLOSED' then at + interval '2 hours' end,
     case when aside then at + interval '7 minutes' end, case when aside then timestamptz '2100-01-01' end,
     case when status = 'CLOSED' and n % 3 = 0 then 1 + n % 5 end
   from desk order by n`,
  `insert into participants (conversation_id, user_id, read_seq, version)
   select id, client_id, 5, 6 from desk union all
   select id, admin_id, 5, 6 from desk where status <> 'PENDING'`,
  `insert into messages (conversation_id, seq, version, sender_id, client_id, kind, content, created_at)
   select id, s, s + 1, case when s % 2 = 0 and status <> 'PENDING' then admin_id else client_id end, 'desk-' || n || '-' || s,
     'text', 'Message ' || s || ' of chat ' || n || ': it has not started since yesterday, and I do not know why', at + s * interval '3 minutes'
   from desk, generate_series(1, 5) s order by n, s`,
  `insert into support_events (conversation_id, actor_id, kind, at, from_status, to_status, from_admin_id, to_admin_id, details)
   select id, case when e.by_client then client_id else admin_id end, e.kind, at + e.after, e.before, e.status,
     case when e.owned then admin_id end, case when e.status <> 'PENDING' then admin_id end,
     case when e.kind = 'rated' then jsonb_build_object('rating', 1 + n % 5) else '{}' end
   from desk join (values
     ('opened', interval '0', null, 'PENDING', true, false, 1, array['PENDING', 'ACTIVE', 'CLOSED']),
     ('claimed', interval '5 minutes', 'PENDING', 'ACTIVE', false, false, 1, array['ACTIVE', 'CLOSED']),
     ('replied', interval '6 minutes', 'ACTIVE', 'ACTIVE', false, true, 1, array['ACTIVE', 'CLOSED']),
     ('assigned', interval '20 minutes', 'ACTIVE', 'ACTIVE', false, true, 10, array['CLOSED']),
     ('closed', interval '1 hour', 'ACTIVE', 'CLOSED', false, true, 1, array['CLOSED']),
     ('reopened', interval '90 minutes', 'CLOSED', 'PENDING', true, true, 5, array['CLOSED']),
     ('closed', interval '2 hours', 'PENDING', 'CLOSED', false, false, 5, array['CLOSED']),
     ('rated', interval '3 hours', 'CLOSED', 'CLOSED', true, true, 3, array['CLOSED'])
   ) as e (kind, after, before, status, by_client, owned, every, of) on desk.status = any (e.of) and n % e.every = 0
   order by at + e.after, n`,
  `insert into support_labels (conversation_id, label, updated_at)
   select s.conversation_id, l.label, s.updated_at from support_chats s join (
     select id, '${LABELS.common}' as label from desk where n % 5 = 0 union all
     select id, 'vip' from desk where n % 7 = 0 union all
     select id, '${LABELS.rare}' from desk
     where case when status = 'CLOSED' then n % ((select count(*) from desk where status = 'CLOSED') / ${RARE}) = 0
       else age < ${LIVE.waiting} and n % 5 = 1 end) l on l.id = s.conversation_id`,
];
