import type {
  CannedResponse,
  CannedResponseChange,
  CannedResponseText,
} from '#server/protocol/canned-responses.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import type { CannedResponseStore } from './canned-response-store.ts';
import { requireAdmin } from './policies.ts';
import type { Session } from './session.ts';

export type CannedResponses = ReturnType<typeof createCannedResponses>;

/** The texts that admins keep ready; nobody else sees them before one is sent. */
export function createCannedResponses(store: CannedResponseStore) {
  return {
    /** By name. Error: forbidden. */
    async list({ account }: Session): Promise<CannedResponse[]> {
      requireAdmin(account);
      return store.all();
    },

    /** Errors: forbidden, response_exists, too_many_responses. */
    async create({ account }: Session, text: CannedResponseText): Promise<CannedResponse> {
      requireAdmin(account);
      const created = await store.create(text, limits.cannedResponses);
      if (created === 'taken') throw new ChatError('response_exists');
      if (created === 'full') throw new ChatError('too_many_responses');
      return created;
    },

    /** Errors: forbidden, response_not_found, response_exists. */
    async change({ account }: Session, id: number, change: CannedResponseChange): Promise<CannedResponse> {
      requireAdmin(account);
      const changed = await store.change(id, change);
      if (!changed) throw new ChatError('response_not_found');
      if (changed === 'taken') throw new ChatError('response_exists');
      return changed;
    },

    /** Errors: forbidden, response_not_found. */
    async remove({ account }: Session, id: number): Promise<void> {
      requireAdmin(account);
      if (!(await store.remove(id))) throw new ChatError('response_not_found');
    },
  };
}
