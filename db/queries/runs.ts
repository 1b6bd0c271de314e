import type pg from 'pg';
import type { ClaimedRun, RunSetting, RunStore } from '#server/core/runs/run-store.ts';
import type { Message } from '#server/protocol/conversation.ts';
import type { Rating, Run } from '#server/protocol/runs.ts';
import { transaction } from './changing.ts';
import { iso, messageTables, messageView } from './views.ts';

/** Prompts of an assistant conversation, and messages of any other, that an answer may know of at most. */
const PROMPTS = 200;
const MESSAGES = 50;

/** A `Run`, over `runs r`. The text of one that has ended is its message's. */
const runView = `json_build_object(
  'id', r.id, 'conversationId', r.conversation_id, 'promptId', r.prompt_id, 'askerId', r.asker_id, 'state', r.state,
  'content', case when r.ended_at is null then r.content else '' end, 'provider', r.provider, 'model', r.model,
  'fallbackUsed', r.fallback_used, 'citations', coalesce(r.citations, '[]'::jsonb), 'error', r.error,
  'continuesId', r.continues_id, 'messageId', r.message_id, 'createdAt', ${iso('r.created_at')},
  'startedAt', ${iso('r.started_at')})`;

/** A `Said`, over `saidTables`. */
const saidView = `json_build_object(
  'id', m.id, 'seq', m.seq, 'replacesId', m.replaces_id, 'promptId', m.prompt_id, 'name', u.name,
  'byAssistant', u.role = 'ASSISTANT', 'content', case when m.deleted_at is null then m.content else '' end)`;

const saidTables = 'messages m join users u on u.id = m.sender_id';

/** Of `asked` in the conversation $1: the newest $3 prompts up to it and the latest completed answer of each. */
const turns = `with prompts as (
    select id from messages
    where conversation_id = $1 and seq <= asked.seq and prompt_id is null and kind <> 'system'
    order by seq desc limit $3
  ), answers as (
    select distinct on (a.prompt_id) a.id from prompts p join messages a on a.prompt_id = p.id
    where a.status = 'COMPLETED' and a.deleted_at is null order by a.prompt_id, a.seq desc
  )
  select json_agg(${saidView} order by m.seq) from ${saidTables}
  where m.id in (select id from prompts union all select id from answers)`;

/** Of `asked` in the conversation $1: the newest $4 messages before it. */
const said = `select json_agg(view order by seq) from (
    select ${saidView} as view, m.seq from ${saidTables}
    where m.conversation_id = $1 and m.seq < asked.seq and m.kind <> 'system' and m.deleted_at is null
      and m.visibility = 'public' and m.status in ('COMPLETED', 'STOPPED')
    order by m.seq desc limit $4
  ) newest`;

const OPEN = `state in ('QUEUED', 'RUNNING')`;

/** The runs that make answers. */
export function createRunStore(pool: pg.Pool): RunStore {
  let assistant: number | undefined;

  const views = async <T>(name: string, text: string, values: unknown[]): Promise<T[]> => {
    const { rows } = await pool.query<{ view: T }>({ name, text, values });
    return rows.map(({ view }) => view);
  };

  return {
    async assistantId() {
      if (assistant === undefined) {
        const { rows } = await pool.query<{ id: number }>(
          `select id from users where role = 'ASSISTANT' order by id limit 1`,
        );
        assistant = rows[0]?.id;
      }
      if (assistant === undefined) throw new Error('There is no user of the role ASSISTANT');
      return assistant;
    },

    async add(run) {
      const [added] = await views<Run>(
        'run-add',
        `insert into runs as r (conversation_id, prompt_id, asker_id, model, continues_id, content, client_id)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (asker_id, client_id) where client_id is not null do update set client_id = excluded.client_id
         returning ${runView} as view`,
        [
          run.conversationId,
          run.promptId,
          run.askerId,
          run.model,
          run.continuesId,
          run.content,
          run.clientId,
        ],
      );
      if (!added) throw new Error('A run was not stored');
      return added;
    },

    async find(runId, userId) {
      const [run] = await views<Run>(
        'run-find',
        `select ${runView} as view from runs r where r.id = $1 and exists (
           select 1 from participants p
           where p.conversation_id = r.conversation_id and p.user_id = $2 and p.left_at is null)`,
        [runId, userId],
      );
      return run;
    },

    async readable(messageId, userId) {
      const { rows } = await pool.query<{ message: Message; asked: boolean }>({
        name: 'run-message',
        text: `select ${messageView} as message, exists (select 1 from runs where prompt_id = m.id) as asked
          from ${messageTables} where m.id = $1 and exists (select 1 from participants p
            where p.conversation_id = m.conversation_id and p.user_id = $2 and p.left_at is null)`,
        values: [messageId, userId],
      });
      return rows[0];
    },

    async answerTo(promptId) {
      const [answer] = await views<Message>(
        'run-answer',
        `select ${messageView} as view from ${messageTables} where m.prompt_id = $1 and m.deleted_at is null
         order by m.seq desc limit 1`,
        [promptId],
      );
      return answer;
    },

    open: (conversationId) =>
      views<Run>(
        'runs-open',
        `select ${runView} as view from runs r where r.conversation_id = $1 and r.${OPEN} order by r.id`,
        [conversationId],
      ),

    async claim(conversationId, owner) {
      try {
        const { rows } = await pool.query<ClaimedRun>({
          name: 'run-claim',
          // A second owner waits for the row's lock, and then finds it running. Nobody waits for the disk: a claim that
          // is lost with the database leaves the run in the queue.
          text: `with swift as materialized (select set_config('synchronous_commit', 'off', true))
            update runs r set state = 'RUNNING', owner = $2, beat_at = now(), started_at = now()
            where r.id = (select id from runs where conversation_id = $1 and ${OPEN} order by id limit 1)
              and r.state = 'QUEUED' and exists (select 1 from swift)
            returning ${runView} as run, r.stopping,
              (select version from conversations where id = $1) as version`,
          values: [conversationId, owner],
        });
        return rows[0];
      } catch (error) {
        // A later one runs already (runs_running_key): the first was committed after that had begun.
        if (error instanceof Error && 'code' in error && error.code === '23505') return undefined;
        throw error;
      }
    },

    async handBack(runId, owner) {
      await pool.query({
        name: 'run-hand-back',
        text: `update runs set state = 'QUEUED', owner = null, beat_at = null, started_at = null
          where id = $1 and owner = $2 and state = 'RUNNING'`,
        values: [runId, owner],
      });
    },

    async checkpoint(owner, progress) {
      const { rows } = await pool.query<{ id: number; stopping: boolean }>({
        name: 'runs-checkpoint',
        text: `update runs r set content = n.content, provider = n.provider, model = n.model,
            fallback_used = n.fallback, citations = n.citations, beat_at = now()
          from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::jsonb[])
            n (id, content, provider, model, fallback, citations)
          where r.id = n.id and r.owner = $1 and r.state = 'RUNNING'
          returning r.id, r.stopping`,
        values: [
          owner,
          progress.map((run) => run.id),
          progress.map((run) => run.content),
          progress.map((run) => run.provider),
          progress.map((run) => run.model),
          progress.map((run) => run.fallbackUsed),
          progress.map((run) => JSON.stringify(run.citations)),
        ],
      });
      return rows;
    },

    async markStopping(runId) {
      await pool.query({
        name: 'run-stopping',
        text: `update runs set stopping = true where id = $1 and ${OPEN}`,
        values: [runId],
      });
    },

    async close(end) {
      await pool.query({
        name: 'run-close',
        text: `update runs set state = $2, content = $3, provider = $4, model = $5, fallback_used = $6, citations = $7,
            error = $8, message_id = $9, ended_at = now(), owner = null
          where id = $1 and ${OPEN}`,
        values: [
          end.id,
          end.state,
          end.content,
          end.provider,
          end.model,
          end.fallbackUsed,
          JSON.stringify(end.citations),
          end.error,
          end.messageId,
        ],
      });
      const [run] = await views<Run>('run', `select ${runView} as view from runs r where r.id = $1`, [
        end.id,
      ]);
      return run;
    },

    takeOver: (owner, silentSeconds, except) =>
      views<Run>(
        'runs-take-over',
        `update runs r set owner = $1, beat_at = now()
         where r.state = 'RUNNING' and r.beat_at < now() - make_interval(secs => $2) and r.id <> all($3::bigint[])
         returning ${runView} as view`,
        [owner, silentSeconds, except],
      ),

    async stranded(seconds) {
      const { rows } = await pool.query<{ id: number }>({
        name: 'runs-stranded',
        text: `select distinct r.conversation_id as id from runs r
          where r.state = 'QUEUED' and r.created_at < now() - make_interval(secs => $1) and not exists (
            select 1 from runs o where o.conversation_id = r.conversation_id and o.state = 'RUNNING')`,
        values: [seconds],
      });
      return rows.map(({ id }) => id);
    },

    async setting({ conversationId, promptId }) {
      // One statement: an answer's first word waits for it.
      const { rows } = await pool.query<RunSetting>({
        name: 'run-setting',
        text: `with asked as materialized (
            select c.kind, c.title, c.summary, m.seq, ${saidView} as prompt
            from ${saidTables} join conversations c on c.id = m.conversation_id where m.id = $2 and c.id = $1
          )
          select kind, title, summary, prompt,
            coalesce(case kind when 'assistant' then (${turns}) else (${said}) end, '[]') as earlier
          from asked`,
        values: [conversationId, promptId, PROMPTS, MESSAGES],
      });
      return rows[0];
    },

    async saveSummary({ conversationId, promptId }, summary) {
      await transaction(pool, async (client) => {
        // Whoever edits or deletes has this lock: what they did is seen by the statement that comes after it.
        await client.query('select from conversations where id = $1 for no key update', [conversationId]);
        await client.query(
          `update conversations set summary = $2 where id = $1 and not exists (
             select from messages m where m.conversation_id = $1
               and greatest(m.edited_at, m.deleted_at) >= (select max(started_at) from runs where prompt_id = $3))`,
          [conversationId, summary, promptId],
        );
      });
    },

    async used(askerId, seconds) {
      const { rows } = await pool.query<{ count: number; oldestAge: number }>({
        name: 'runs-used',
        text: `select count(*)::int as count,
            coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as "oldestAge"
          from runs where asker_id = $1 and created_at > now() - make_interval(secs => $2)`,
        values: [askerId, seconds],
      });
      return rows[0] ?? { count: 0, oldestAge: 0 };
    },

    async rate(userId, rating) {
      if (rating.rating === null)
        await pool.query('delete from answer_ratings where message_id = $1 and user_id = $2', [
          rating.messageId,
          userId,
        ]);
      else
        await pool.query(
          `insert into answer_ratings (message_id, user_id, rating, reason) values ($1, $2, $3, $4)
           on conflict (message_id, user_id) do update set rating = $3, reason = $4, rated_at = now()`,
          [rating.messageId, userId, rating.rating, rating.reason],
        );
    },

    ratings: (conversationId, userId) =>
      views<Rating>(
        'ratings',
        `select json_build_object('messageId', a.message_id, 'rating', a.rating, 'reason', a.reason) as view
         from messages m join answer_ratings a on a.message_id = m.id and a.user_id = $2
         where m.conversation_id = $1 and m.prompt_id is not null order by m.seq`,
        [conversationId, userId],
      ),
  };
}
