import type { Delta, Participant } from '#server/protocol/conversation.ts';
import type { ConversationStore } from '#server/core/store.ts';
import type pg from 'pg';

interface Row {
  conversation_id: number;
  user_id: number;
  role: Participant['role'];
  read_seq: number;
  version: number;
  joined_at: Date;
  moved: boolean;
  since: number;
  last_seq: number;
}

const participantOf = (row: Row): Participant => ({
  userId: row.user_id,
  role: row.role,
  readSeq: row.read_seq,
  version: row.version,
  joinedAt: row.joined_at.toISOString(),
  leftAt: null,
});

/** Runs `move_read_pointers` (migrations/0002). */
export function createMovePointers(pool: pg.Pool): ConversationStore['movePointers'] {
  return async (moves) => {
    const { rows } = await pool.query<Row>({
      name: 'move-read-pointers',
      text: 'select * from move_read_pointers($1::bigint[], $2::bigint[], $3::bigint[])',
      values: [
        moves.map((move) => move.conversationId),
        moves.map((move) => move.userId),
        moves.map((move) => move.seq),
      ],
    });
    const found = new Map(rows.map((row) => [`${row.conversation_id}/${row.user_id}`, row]));
    const pointers = moves.map(({ conversationId, userId }) => {
      const row = found.get(`${conversationId}/${userId}`);
      return row && participantOf(row);
    });
    return { pointers, deltas: deltasOf(rows.filter((row) => row.moved)) };
  };
}

/** One delta a conversation; its rows stand in version order. */
function deltasOf(rows: readonly Row[]): Delta[] {
  const deltas = new Map<number, Delta>();
  for (const row of rows) {
    const delta = deltas.get(row.conversation_id) ?? {
      conversationId: row.conversation_id,
      since: row.since,
      version: row.since,
      lastSeq: row.last_seq,
      conversation: null,
      messages: [],
      participants: [],
    };
    delta.version = row.version;
    delta.participants.push(participantOf(row));
    deltas.set(row.conversation_id, delta);
  }
  return [...deltas.values()];
}
