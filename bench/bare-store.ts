import type pg from 'pg';

interface Stored {
  id: number;
  seq: number;
  createdAt: string;
}

interface Draft {
  conversationId: number;
  seq: number;
  senderId: number;
  content: string;
  resolve: (stored: Stored) => void;
  reject: (error: unknown) => void;
}

/** Which of how many servers it is. */
export interface Place {
  index: number;
  of: number;
}

type Row = { id: number; created_at: Date };

/** The bare server's tables: two indexes on the messages, which is the least that serves a history. */
export const bareSchema = `
  create table members (conversation_id bigint, user_id bigint, primary key (user_id, conversation_id));
  create table messages (
    id bigint generated always as identity primary key,
    conversation_id bigint not null,
    seq bigint not null,
    sender_id bigint not null,
    content text not null,
    created_at timestamptz not null default now()
  );
  create unique index on messages (conversation_id, seq);`;

/**
 * Stores messages one by one on a pool of connections, or, `batched`, all that have come meanwhile with one statement
 * on one connection: the reference for what batching alone brings. Places come from a counter in memory; of two servers
 * one counts the even ones and one the odd.
 */
export async function createBareStore(pool: pg.Pool, batched: boolean, place: Place) {
  const { rows } = await pool.query<{ id: number; seq: number }>(
    'select conversation_id as id, max(seq) as seq from messages group by conversation_id',
  );
  const seqs = new Map(rows.map(({ id, seq }) => [id, seq]));
  const nextSeq = (conversationId: number) => {
    const last = seqs.get(conversationId) ?? 0;
    const seq = last - (last % place.of) + place.of + place.index;
    seqs.set(conversationId, seq);
    return seq;
  };

  async function insertOne(conversationId: number, senderId: number, content: string): Promise<Stored> {
    const seq = nextSeq(conversationId);
    const { rows: stored } = await pool.query<Row>({
      name: 'insert',
      text: 'insert into messages (conversation_id, seq, sender_id, content) values ($1, $2, $3, $4) returning id, created_at',
      values: [conversationId, seq, senderId, content],
    });
    return storedOf(stored[0], seq);
  }

  let queue: Draft[] = [];
  let running = false;
  async function run() {
    running = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        const { rows: stored } = await pool.query<Row>({
          name: 'insert-batch',
          text: `insert into messages (conversation_id, seq, sender_id, content)
            select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) returning id, created_at`,
          values: [
            batch.map((draft) => draft.conversationId),
            batch.map((draft) => draft.seq),
            batch.map((draft) => draft.senderId),
            batch.map((draft) => draft.content),
          ],
        });
        batch.forEach((draft, index) => draft.resolve(storedOf(stored[index], draft.seq)));
      } catch (error) {
        for (const draft of batch) draft.reject(error);
      }
    }
    running = false;
  }

  return {
    insert: batched
      ? (conversationId: number, senderId: number, content: string) =>
          new Promise<Stored>((resolve, reject) => {
            queue.push({ conversationId, seq: nextSeq(conversationId), senderId, content, resolve, reject });
            if (!running) void run();
          })
      : insertOne,
    async conversationsOf(userId: number): Promise<number[]> {
      const { rows: found } = await pool.query<{ id: number }>({
        name: 'memberships',
        text: 'select conversation_id as id from members where user_id = $1',
        values: [userId],
      });
      return found.map(({ id }) => id);
    },
  };
}

function storedOf(row: Row | undefined, seq: number): Stored {
  if (!row) throw new Error('nothing was stored');
  return { id: row.id, seq, createdAt: row.created_at.toISOString() };
}
