import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { wordsOf } from './text-words.ts';

/** People, and the assistant. `name` is shown, `username` identifies. */
export const users = pgTable(
  'users',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    username: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    /** argon2id; null where nobody can sign in with a password (the assistant). */
    passwordHash: text('password_hash'),
    role: text({ enum: ['USER', 'ADMIN', 'ASSISTANT'] })
      .notNull()
      .default('USER'),
    /** An admin who keeps the desk: its admins, its settings and its audit log (docs/decisions/025). */
    owner: boolean().notNull().default(false),
    /** Of an admin: chats are assigned to them in turn while they are online. */
    available: boolean().notNull().default(false),
    /** When one was last. */
    assignedAt: timestamp('assigned_at', { withTimezone: true }),
    /** Answers to their prompts are spoken whenever one is given. */
    speaksAlways: boolean('speaks_always').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** When the last socket closed. */
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
    /** Of a site that has the widget: nobody finds them, and support chats are all that they have (visitors.ts). */
    visitor: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('users_username_key').on(sql`lower(${t.username})`),
    uniqueIndex('users_email_key').on(sql`lower(${t.email})`),
    // People search: words of either name that begin with what was typed (queries/users.ts has the same expression).
    index('users_words')
      .using('gin', sql`to_tsvector('simple', ${t.name} || ' ' || translate(${t.username}, '._-', '   '))`)
      .where(sql`not ${t.visitor}`),
    // The desk's search, to which a visitor's name alone says something (queries/desk-search.ts has the same expression).
    index('users_desk_words').using(
      'gin',
      wordsOf(
        sql`${t.name} || case when ${t.visitor} then '' else ' ' || ${t.username} || ' ' || ${t.email} end`,
      ),
    ),
    check('users_role_check', sql`${t.role} in ('USER', 'ADMIN', 'ASSISTANT')`),
    check('users_owner_check', sql`not ${t.owner} or ${t.role} = 'ADMIN'`),
    // The desk's own people, who are few among many.
    index('users_admins')
      .on(t.id)
      .where(sql`${t.role} = 'ADMIN'`),
  ],
);
