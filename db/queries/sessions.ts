import type { Account, SessionView } from '#server/protocol/identity.ts';
import type { SessionStore } from '#server/core/identity-store.ts';
import type pg from 'pg';
import { accountView, iso } from './views.ts';

const good = 's.revoked_at is null and s.expires_at > now()';

export function createSessionStore(pool: pg.Pool): SessionStore {
  return {
    async create({ userId, kind, userAgent, lifetime }) {
      const { rows } = await pool.query<{ id: string; expiresAt: string }>(
        `insert into sessions (user_id, kind, user_agent, expires_at)
         values ($1, $2, $3, now() + make_interval(secs => $4))
         returning id, ${iso('expires_at')} as "expiresAt"`,
        [userId, kind, userAgent, lifetime],
      );
      const row = rows[0];
      if (!row) throw new Error('The session was not stored');
      return row;
    },

    async find(sessionId) {
      const { rows } = await pool.query<{
        account: Account;
        kind: SessionView['kind'];
        expiresAt: string;
        visitor: boolean;
      }>({
        name: 'find-session',
        text: `select ${accountView} as account, s.kind, ${iso('s.expires_at')} as "expiresAt", u.visitor
          from sessions s join users u on u.id = s.user_id
          where s.id = $1 and ${good} and u.disabled_at is null`,
        values: [sessionId],
      });
      return rows[0];
    },

    async list(userId) {
      const { rows } = await pool.query<Omit<SessionView, 'current'>>(
        `select s.id, s.kind, s.user_agent as "userAgent", ${iso('s.created_at')} as "createdAt",
           ${iso('s.expires_at')} as "expiresAt"
         from sessions s where s.user_id = $1 and ${good} order by s.created_at desc, s.id limit 100`,
        [userId],
      );
      return rows;
    },

    async end(userId, which) {
      const [condition, value] =
        which === 'all'
          ? ['$2::text is null', null]
          : 'only' in which
            ? ['s.id = $2::uuid', which.only]
            : 'except' in which
              ? ['s.id <> $2::uuid', which.except]
              : ['s.kind = $2', which.kind];
      const { rows } = await pool.query<{ id: string }>(
        `update sessions s set revoked_at = now()
         where s.user_id = $1 and s.revoked_at is null and ${condition} returning s.id`,
        [userId, value],
      );
      return rows.map(({ id }) => id);
    },

    async endedSince(since) {
      // A transaction may become visible a little after the time it wrote: hence the overlap.
      const { rows } = await pool.query<{ ids: string[] | null; now: string }>({
        name: 'ended-since',
        text: `select now()::text as now, (select json_agg(s.id) from sessions s
          where s.revoked_at > coalesce($1::timestamptz, now()) - interval '5 seconds') as ids`,
        values: [since],
      });
      const row = rows[0];
      return { ids: row?.ids ?? [], now: row?.now ?? since ?? '' };
    },
  };
}
