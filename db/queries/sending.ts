import type { File, Message } from '#server/protocol/conversation.ts';
import type { ErrorCode } from '#server/protocol/errors.ts';
import type { ConversationStore, Draft, Outcome } from '#server/core/store.ts';
import type pg from 'pg';
import { messageTables, messageView } from './views.ts';

interface Row {
  outcome: 'stored' | 'duplicate' | ErrorCode;
  message_id: number;
  seq: number;
  version: number;
  created_at: Date;
  reply_seq: number;
  reply_sender_id: number;
  reply_excerpt: string;
  reply_deleted: boolean;
  reply_created_at: Date;
  run_id: number | null;
  reply_file: File | null;
  desk: boolean;
}

/** Runs `send_messages` (migrations/0018): the only statement that inserts what people send. */
export function createInsert(pool: pg.Pool): ConversationStore['insert'] {
  return async (drafts) => {
    const { rows } = await pool.query<Row>({
      name: 'send-messages',
      text: `select outcome, message_id, seq, version, created_at, reply_seq, reply_sender_id, reply_excerpt,
          reply_deleted, reply_created_at, run_id, reply_file, desk
        from send_messages($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::jsonb[])`,
      values: [
        drafts.map((draft) => draft.conversationId),
        drafts.map((draft) => draft.senderId),
        drafts.map((draft) => draft.clientId),
        drafts.map((draft) => draft.kind),
        drafts.map((draft) => draft.content),
        drafts.map((draft) => draft.replyToId),
        drafts.map(extraOf),
      ],
    });
    const repeated = rows.filter((row) => row.outcome === 'duplicate').map((row) => row.message_id);
    const earlier = repeated.length > 0 ? await byIds(pool, repeated) : new Map<number, Message>();
    return drafts.map((draft, index) => outcomeOf(draft, rows[index], earlier));
  };
}

/** What few messages have besides, as the function takes it; null where there is nothing. */
function extraOf({ answer, file, replacesId, run }: Draft): string | null {
  if (!answer && !file && !replacesId && !run) return null;
  return JSON.stringify({ answer, fileId: file?.id, replacesId, run });
}

function outcomeOf(draft: Draft, row: Row | undefined, earlier: Map<number, Message>): Outcome {
  if (!row) return { status: 'refused', code: 'internal' };
  if (row.outcome === 'duplicate') {
    const message = earlier.get(row.message_id);
    return message ? { status: 'duplicate', message } : { status: 'refused', code: 'internal' };
  }
  if (row.outcome !== 'stored') return { status: 'refused', code: row.outcome };
  const replyTo = draft.replyToId && {
    id: draft.replyToId,
    seq: row.reply_seq,
    senderId: row.reply_sender_id,
    excerpt: row.reply_excerpt,
    deleted: row.reply_deleted,
    file: row.reply_file,
    createdAt: row.reply_created_at.toISOString(),
  };
  return {
    status: 'stored',
    runId: row.run_id ?? undefined,
    desk: row.desk || undefined,
    message: {
      id: row.message_id,
      conversationId: draft.conversationId,
      seq: row.seq,
      version: row.version,
      senderId: draft.senderId,
      clientId: draft.clientId,
      kind: draft.kind,
      content: draft.content,
      replyTo: replyTo || null,
      reactions: {},
      createdAt: row.created_at.toISOString(),
      editedAt: null,
      deletedAt: null,
      answer: draft.answer ?? null,
      file: draft.file ?? null,
      replacesId: draft.replacesId ?? null,
    },
  };
}

async function byIds(pool: pg.Pool, ids: readonly number[]) {
  const { rows } = await pool.query<{ view: Message }>(
    `select ${messageView} as view from ${messageTables} where m.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map(({ view }) => [view.id, view]));
}
