import type pg from 'pg';
import type { DeskFind, DeskSearchStore } from '#server/core/desk-search-store.ts';
import { aroundDeskRow, deskChatOf, deskRow, type DeskRow } from './desk-row.ts';
import { iso } from './views.ts';

/** The words of `users u` by which people are found; the index users_desk_words has the same expression. */
const personWords = `words_of(u.name || case when u.visitor then '' else ' ' || u.username || ' ' || u.email end)`;

/** One line of what is known of `users u`; `mail` is that of a visitor, whose account has none. */
const personLine = (mail: string) =>
  `concat_ws(' · ', u.name, case when not u.visitor then u.username end, case when u.visitor then ${mail} else u.email end)`;

/** People `u` whom the question $2 names, by their account or, as visitors, by the address that they left. */
const people = `people as (
  select u.id, ${personLine('v.email')} as line
  from users u left join visitors v on v.user_id = u.id
  where u.id in (
    select u.id from users u where ${personWords} @@ words_asked($2)
    union all
    select v.user_id from visitors v where v.email is not null and words_of(v.email) @@ words_asked($2)))`;

/**
 * Everything that the question finds; `rank` says what of a chat is shown before the rest, wherever it lies. Each arm is
 * answered by an index of its own (docs/decisions/026).
 */
const hits = `hits as (
  select m.conversation_id, 0 as rank, 'message' as place, m.created_at as at, m.id as hit_id, null as line
  from messages m where m.words @@ words_asked($2)
  union all
  -- What is kept on an admin's own chat is for the other ones.
  select n.conversation_id, 0, 'note', date_trunc('milliseconds', n.created_at), n.id, null
  from support_notes n join support_chats t on t.conversation_id = n.conversation_id
  where words_of(n.content) @@ words_asked($2) and t.client_id <> $1
  union all
  select t.conversation_id, 1, 'subject', c.active_at, null, c.title
  from support_chats t join conversations c on c.id = t.conversation_id where t.subject_words @@ words_asked($2)
  union all
  select t.conversation_id, 2, 'client', c.active_at, null, w.line
  from people w join support_chats t on t.client_id = w.id join conversations c on c.id = t.conversation_id
  union all
  select t.conversation_id, 3, 'owner', c.active_at, null, w.line
  from people w join support_chats t on t.admin_id = w.id join conversations c on c.id = t.conversation_id)`;

/** What `$1`, an admin, finds by the question `$2`: `$5` chats after that of `$4` at `$3`. */
export const searchStatement = `with ${people}, ${hits}, best as (
      select distinct on (conversation_id) * from hits order by conversation_id, rank, at desc, hit_id desc
    ), page as (
      select * from best
      where $3::timestamptz is null or (at, conversation_id) < ($3::timestamptz, $4::bigint)
      order by at desc, conversation_id desc limit $5
    )
    select g.place, ${iso('g.at')} as at, m.seq, coalesce(m.content, n.content, g.line, '') as text,
      coalesce(mu.name, nu.name) as "writtenBy", ${deskRow}
    from page g join support_chats t on t.conversation_id = g.conversation_id
    left join messages m on g.place = 'message' and m.id = g.hit_id left join users mu on mu.id = m.sender_id
    left join support_notes n on g.place = 'note' and n.id = g.hit_id left join users nu on nu.id = n.author_id
    ${aroundDeskRow}
    order by g.at desc, g.conversation_id desc`;

type FindRow = DeskRow & Omit<DeskFind, 'chat'>;

/** Finds support chats by what was said in them, what they are about, and whose they are. */
export function createDeskSearchStore(pool: pg.Pool): DeskSearchStore {
  return {
    async find(adminId, question, after, limit) {
      const { rows } = await pool.query<FindRow>({
        name: 'desk-search',
        text: searchStatement,
        values: [adminId, question, after?.activeAt ?? null, after?.id ?? null, limit],
      });
      return rows.flatMap(({ place, at, seq, text, writtenBy, ...row }) => {
        const chat = deskChatOf(row);
        return chat ? [{ chat, place, at, seq, text, writtenBy }] : [];
      });
    },
  };
}
