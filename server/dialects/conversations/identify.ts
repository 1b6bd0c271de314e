import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import { ChatError, errorTable, isChatError } from '#server/protocol/errors.ts';
import type { Authenticate } from '#server/realtime/connection.ts';
import type { ConversationsSocket } from './codec.ts';

interface IdentifyParts {
  core: Pick<Core, 'identity'>;
  authenticate: Authenticate;
  /** Development only: `query.userId` is proof enough. */
  trustUserId: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/**
 * Who opens a socket: the user whom `query.userId` names, proved by a token (`auth.token`, bearer header, `query.token`)
 * or the session cookie. Undefined where no user is named. Errors: token_missing, token_invalid, forbidden.
 */
export function createIdentify({ core, authenticate, trustUserId }: IdentifyParts) {
  async function prove({ handshake, request }: ConversationsSocket): Promise<Session> {
    try {
      const token = text(handshake.auth.token) ?? text(handshake.query.token);
      return await authenticate(request, token);
    } catch (error) {
      // A cookie that does not count is none.
      if (isChatError(error) && error.code === 'origin_refused') throw new ChatError('token_missing');
      throw error;
    }
  }

  return async (socket: ConversationsSocket): Promise<Session | undefined> => {
    const { userId } = socket.handshake.query;
    if (userId === undefined || userId === '') return undefined;
    const named = typeof userId === 'string' && /^[1-9]\d{0,14}$/.test(userId) ? Number(userId) : undefined;
    if (trustUserId && named !== undefined) {
      const session = await core.identity.assume(named);
      if (session) return session;
      throw new ChatError('forbidden', undefined, errorTable.user_not_found.message);
    }
    const session = await prove(socket);
    if (session.account.id !== named) throw new ChatError('forbidden', undefined, 'userId does not match');
    return session;
  };
}
