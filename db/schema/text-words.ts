import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, customType } from 'drizzle-orm/pg-core';

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** The words of a text as the desk's search sees them: the function `words_of` of migrations/0023. */
export const wordsOf = (text: SQL | AnyPgColumn): SQL => sql`words_of(${text})`;
