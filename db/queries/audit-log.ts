import type { AuditStore } from '#server/core/administration-store.ts';
import type { AuditEntry } from '#server/protocol/administration.ts';
import type pg from 'pg';
import { iso, personView } from './views.ts';

export function createAuditStore(pool: pg.Pool): AuditStore {
  return {
    async record({ actorId, action, subject, changes }) {
      await pool.query('insert into audit_log (actor_id, action, subject, changes) values ($1, $2, $3, $4)', [
        actorId,
        action,
        subject,
        changes,
      ]);
    },

    async list(before, limit) {
      const { rows } = await pool.query<{ view: AuditEntry }>(
        `select json_build_object('id', a.id, 'at', ${iso('a.at')}, 'actor', ${personView}, 'action', a.action,
           'subject', a.subject, 'changes', a.changes) as view
         from audit_log a join users u on u.id = a.actor_id
         where $1::bigint is null or a.id < $1 order by a.id desc limit $2`,
        [before, limit],
      );
      return rows.map((row) => row.view);
    },
  };
}
