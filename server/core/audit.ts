import type { AuditAction, AuditEntry } from '#server/protocol/administration.ts';
import { limits } from '#server/protocol/limits.ts';
import type { AuditStore } from './administration-store.ts';
import { requireDeskOwner } from './policies.ts';
import type { Session } from './session.ts';

export type Audit = ReturnType<typeof createAudit>;

/** What was changed about the desk and by whom. A change is answered only once it is written down here. */
export function createAudit(store: AuditStore) {
  return {
    /** Writes down what the asker has done; `change` names the fields that a change touched. */
    record: (
      { account }: Session,
      action: AuditAction,
      subject: string,
      change: Readonly<Record<string, unknown>> = {},
    ): Promise<void> => {
      const changes = Object.keys(change).filter((field) => change[field] !== undefined);
      return store.record({ actorId: account.id, action, subject, changes });
    },

    /** The latest first. Error: forbidden. */
    async list(
      { account }: Session,
      cursor: string | undefined,
    ): Promise<{ data: AuditEntry[]; nextCursor: string | null }> {
      requireDeskOwner(account);
      const limit = limits.page.default;
      const found = await store.list(cursor === undefined ? null : Number(cursor), limit + 1);
      const data = found.slice(0, limit);
      const last = found.length > limit ? data.at(-1) : undefined;
      return { data, nextCursor: last ? String(last.id) : null };
    },
  };
}
