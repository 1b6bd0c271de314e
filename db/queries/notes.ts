import type pg from 'pg';
import type { NoteStore } from '#server/core/note-store.ts';
import type { SupportNote } from '#server/protocol/support-notes.ts';
import { iso, personView } from './views.ts';

/** A `SupportNote`, over `support_notes n` and its author `users u`. */
const noteView = `json_build_object(
  'id', n.id, 'conversationId', n.conversation_id, 'author', ${personView}, 'content', n.content,
  'createdAt', ${iso('n.created_at')})`;

/** Writes a note, on its own or as part of a transaction. A repeated `clientId` answers the first. */
export async function insertNote(
  client: pg.Pool | pg.PoolClient,
  { conversationId, authorId, clientId, content }: Parameters<NoteStore['add']>[0],
): ReturnType<NoteStore['add']> {
  const { rowCount } = await client.query(
    `insert into support_notes (conversation_id, author_id, client_id, content) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [conversationId, authorId, clientId, content],
  );
  const { rows } = await client.query<{ view: SupportNote }>(
    `select ${noteView} as view from support_notes n join users u on u.id = n.author_id
     where n.author_id = $1 and n.conversation_id = $2 and n.client_id = $3`,
    [authorId, conversationId, clientId],
  );
  return rows[0] && { note: rows[0].view, created: rowCount === 1 };
}

/** What admins tell each other about support chats: the only queries on that table. */
export function createNoteStore(pool: pg.Pool): NoteStore {
  return {
    add: (note) => insertNote(pool, note),

    async list(conversationId, before, limit) {
      const { rows } = await pool.query<{ view: SupportNote }>({
        name: 'support-notes',
        text: `select ${noteView} as view from support_notes n join users u on u.id = n.author_id
          where n.conversation_id = $1 and ($2::bigint is null or n.id < $2) order by n.id desc limit $3`,
        values: [conversationId, before, limit],
      });
      return rows.map(({ view }) => view);
    },
  };
}
