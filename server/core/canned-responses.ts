import type {
  CannedResponse,
  CannedResponseChange,
  CannedResponseText,
} from '#server/protocol/canned-responses.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Audit } from './audit.ts';
import type { CannedResponseStore } from './canned-response-store.ts';
import { requireAdmin } from './policies.ts';
import type { Session } from './session.ts';

export type CannedResponses = ReturnType<typeof createCannedResponses>;

/** The texts that admins keep ready; nobody else sees them before one is sent. */
export function createCannedResponses(store: CannedResponseStore, audit: Pick<Audit, 'record'>) {
  return {
    /** By name. Error: forbidden. */
    async list({ account }: Session): Promise<CannedResponse[]> {
      requireAdmin(account);
      return store.all();
    },

    /** Errors: forbidden, response_exists, too_many_responses. */
    async create(session: Session, text: CannedResponseText): Promise<CannedResponse> {
      requireAdmin(session.account);
      const created = await store.create(text, limits.cannedResponses);
      if (created === 'taken') throw new ChatError('response_exists');
      if (created === 'full') throw new ChatError('too_many_responses');
      await audit.record(session, 'response_created', created.name);
      return created;
    },

    /** Errors: forbidden, response_not_found, response_exists. */
    async change(session: Session, id: number, change: CannedResponseChange): Promise<CannedResponse> {
      requireAdmin(session.account);
      const changed = await store.change(id, change);
      if (!changed) throw new ChatError('response_not_found');
      if (changed === 'taken') throw new ChatError('response_exists');
      await audit.record(session, 'response_changed', changed.name, change);
      return changed;
    },

    /** Errors: forbidden, response_not_found. */
    async remove(session: Session, id: number): Promise<void> {
      requireAdmin(session.account);
      const name = await store.remove(id);
      if (name === undefined) throw new ChatError('response_not_found');
      await audit.record(session, 'response_deleted', name);
    },
  };
}
