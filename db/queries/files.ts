import type { File } from '#server/protocol/conversation.ts';
import type { FileStore } from '#server/core/store.ts';
import type pg from 'pg';
import { FILES_PATH } from '#server/protocol/files.ts';
import { transaction } from './changing.ts';
import { readable } from './reading.ts';
import { fileView } from './views.ts';

const usedBy = `select coalesce(sum(size), 0)::bigint as used from files where uploader_id = $1`;

/** The message `m` is an answer whose speech is the file `f`. */
const speaks = `m.audio_url = '${FILES_PATH}' || f.id::text`;

/** Uploaded files: who has them, who may see them, how much room they take. */
export function createFileStore(pool: pg.Pool): FileStore {
  const one = async (name: string, text: string, values: unknown[]) =>
    (await pool.query<{ view: File }>({ name, text, values })).rows[0]?.view;

  return {
    add: ({ id, uploaderId, name, mimeType, size, width, height }, quota) =>
      transaction(pool, async (client) => {
        if (quota !== null) {
          // Two uploads at once must not both take the last room.
          await client.query('select 1 from users where id = $1 for no key update', [uploaderId]);
          const { rows } = await client.query<{ used: number }>(usedBy, [uploaderId]);
          if ((rows[0]?.used ?? 0) + size > quota) return false;
        }
        await client.query(
          `insert into files (id, uploader_id, name, mime_type, size, width, height)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [id, uploaderId, name, mimeType, size, width, height],
        );
        return true;
      }),

    async used(uploaderId) {
      const { rows } = await pool.query<{ used: number }>({
        name: 'files-used',
        text: usedBy,
        values: [uploaderId],
      });
      return rows[0]?.used ?? 0;
    },

    own: (fileId, uploaderId) =>
      one('file-own', `select ${fileView('f')} as view from files f where f.id = $1 and f.uploader_id = $2`, [
        fileId,
        uploaderId,
      ]),

    readable: (fileId, userId) =>
      one(
        'file-readable',
        `select ${fileView('f')} as view from files f where f.id = $1 and (f.uploader_id = $2 or exists (
           select 1 from messages m join conversations c on c.id = m.conversation_id
           where (m.file_id = f.id or ${speaks}) and m.deleted_at is null and ${readable}))`,
        [fileId, userId],
      ),

    async remove(fileId) {
      const { rowCount } = await pool.query({
        name: 'file-remove',
        text: `delete from files f where f.id = $1 and not exists (
          select 1 from messages m where (m.file_id = f.id or ${speaks}) and m.deleted_at is null)`,
        values: [fileId],
      });
      return rowCount === 1;
    },

    async known(fileIds) {
      const { rows } = await pool.query<{ id: string }>('select id from files where id = any($1::uuid[])', [
        fileIds,
      ]);
      return rows.map(({ id }) => id);
    },
  };
}
