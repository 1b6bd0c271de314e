import type pg from 'pg';
import type {
  Exchange,
  SharedConversation,
  Shown,
  TranscriptStore,
} from '#server/core/runs/transcript-store.ts';
import type { Share } from '#server/protocol/shares.ts';
import type { Placed } from '#server/protocol/turns.ts';
import { iso } from './views.ts';

/** A `Share`, over `shares h`. */
const shareView = `json_build_object('token', h.token, 'seq', h.seq, 'sharedAt', ${iso('h.shared_at')})`;

/** The conversation `$1`, where it is one of the user `$2` with the assistant. */
const own = `from conversations c join participants p on p.conversation_id = c.id
  where c.id = $1 and c.kind = 'assistant' and p.user_id = $2 and p.left_at is null`;

/** What `m` says may be shown up to the place `$2` and the version `$3`. */
const unchanged = (m: string) =>
  `${m}.seq <= $2 and ${m}.deleted_at is null and (${m}.edited_at is null or ${m}.version <= $3)`;

export function createTranscriptStore(pool: pg.Pool): TranscriptStore {
  const views = async <T>(name: string, text: string, values: unknown[]): Promise<T[]> => {
    const { rows } = await pool.query<{ view: T }>({ name, text, values });
    return rows.map(({ view }) => view);
  };

  return {
    async shown(conversationId, userId) {
      const [shown] = await views<Shown>(
        'transcript',
        `select json_build_object('conversationId', c.id, 'title', c.title, 'createdAt', ${iso('c.created_at')},
           'seq', c.last_seq, 'version', c.version) as view ${own}`,
        [conversationId, userId],
      );
      return shown;
    },

    // Those that were deleted too: others hang on them.
    prompts: ({ conversationId, seq }) =>
      views<Placed>(
        'transcript-prompts',
        `select json_build_object('id', id, 'seq', seq, 'replacesId', replaces_id) as view from messages
         where conversation_id = $1 and seq <= $2 and prompt_id is null and kind <> 'system' order by seq`,
        [conversationId, seq],
      ),

    exchanges: ({ conversationId, seq, version }, promptIds) =>
      views<Exchange>(
        'transcript-exchanges',
        `select json_build_object('askedAt', ${iso('m.created_at')}, 'question', m.content, 'fileName', f.name,
           'answer', case when a.id is not null then json_build_object(
             'content', a.content, 'status', a.status, 'citations', coalesce(a.citations, '[]'::jsonb)) end) as view
         from unnest($4::bigint[]) with ordinality w (id, place)
         join messages m on m.id = w.id and m.conversation_id = $1 and ${unchanged('m')}
         left join files f on f.id = m.file_id
         left join lateral (
           select * from messages n where n.prompt_id = m.id and ${unchanged('n')} order by n.seq desc limit 1) a on true
         order by w.place`,
        [conversationId, seq, version, promptIds],
      ),

    async share(conversationId, userId, token) {
      const [share] = await views<Share>(
        'share',
        `insert into shares as h (conversation_id, token, user_id, title, seq, version)
         select c.id, $3, p.user_id, c.title, c.last_seq, c.version ${own}
         on conflict (conversation_id) do update set title = excluded.title, seq = excluded.seq,
           version = excluded.version, user_id = excluded.user_id, shared_at = excluded.shared_at
         returning ${shareView} as view`,
        [conversationId, userId, token],
      );
      return share;
    },

    async unshare(conversationId) {
      await pool.query('delete from shares where conversation_id = $1', [conversationId]);
    },

    async shareOf(conversationId) {
      const [share] = await views<Share>(
        'share-of',
        `select ${shareView} as view from shares h where h.conversation_id = $1`,
        [conversationId],
      );
      return share;
    },

    async shared(token) {
      const [shared] = await views<SharedConversation>(
        'shared',
        `select json_build_object('conversationId', c.id, 'title', h.title, 'createdAt', ${iso('c.created_at')},
           'seq', h.seq, 'version', h.version, 'ownerName', u.name, 'sharedAt', ${iso('h.shared_at')}) as view
         from shares h join conversations c on c.id = h.conversation_id
         join participants p on p.conversation_id = c.id and p.user_id = h.user_id and p.left_at is null
         join users u on u.id = h.user_id and u.disabled_at is null
         where h.token = $1`,
        [token],
      );
      return shared;
    },
  };
}
