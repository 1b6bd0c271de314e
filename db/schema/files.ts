import { bigint, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { users } from './users.ts';

/** Uploaded files; their bytes lie under `id` in the file store. */
export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey().defaultRandom(),
    uploaderId: bigint('uploader_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    /** As the uploader named it; shown, never part of a path. */
    name: text().notNull(),
    /** Found in the bytes, not told by the uploader. */
    mimeType: text('mime_type').notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    /** Of images. */
    width: integer(),
    height: integer(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('files_uploader').on(t.uploaderId)],
);
