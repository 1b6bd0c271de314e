import type { Core } from '#server/core/core.ts';
import { failureOf } from '#server/protocol/answer-failure.ts';
import { isChatError } from '#server/protocol/errors.ts';
import type { Authenticate } from '#server/realtime/connection.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import { createRawSessions, tokenIn } from '#server/realtime/raw-session.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import { createRooms } from '#server/realtime/rooms.ts';
import type { RawDialect } from '#server/realtime/ws.ts';
import { decode, encodeAnswer, encodeError, encodeRefusal, errorOf, speaks } from './codec.ts';
import { answeredFor, type Asker, createAsker, createHandler, tell, tellPushed } from './handlers.ts';

interface AssistantParts {
  core: Core;
  realtime: Realtime;
  authenticate: Authenticate;
  failed: (error: unknown, where?: string) => void;
}

/** The `assistant` dialect (PROTOCOL.md beside this file): raw WebSocket on `/?token=` and `/ws/assistant?token=`. */
export function createAssistant({ core, realtime, authenticate, failed }: AssistantParts) {
  /** Who asked in which session: nobody else hears of its answers. */
  const rooms = createRooms<Asker>();
  const handle = createHandler({ core, realtime, rooms });
  const sessions = createRawSessions({
    realtime,
    authenticate,
    failed,
    refuse: (socket, code) => socket.send(encodeRefusal(code)),
    // The document's close for each failed authentication, whatever it was.
    closeCodes: { unavailable: 1008, internal: 1008 },
  });

  const accept: RawDialect = (socket, request) => {
    const opened = sessions.open(socket, request, tokenIn(request));
    const asker = opened.then((connection) => connection && createAsker(socket, connection.session));
    return {
      async message(text) {
        const signedIn = await asker;
        if (!signedIn) return;
        try {
          await handle(signedIn, decode(text));
        } catch (error) {
          if (!isChatError(error)) failed(error, 'assistant');
          socket.send(errorOf(error));
        }
      },
      closed() {
        void opened.then((connection) => connection && sessions.close(connection));
        void asker.then((signedIn) => signedIn && rooms.leaveAll(signedIn));
      },
    };
  };

  const dialect: Dialect = {
    name: 'assistant',
    audience: (conversationId) => rooms.of(conversationId).size,
    changes({ conversationId }, { fresh }) {
      const room = rooms.of(conversationId);
      if (room.size === 0) return;
      for (const message of fresh) {
        if (!message.answer) continue;
        const frame = encodeAnswer(message);
        for (const asker of room) tellPushed(asker, frame, message.id, message.answer.promptId);
      }
    },
    run({ conversationId, promptId, state, messageId, error }) {
      // Not even its message could be stored.
      if (state !== 'FAILED' || messageId !== null) return;
      const frame = encodeError(failureOf({ status: 'FAILED', error }));
      for (const asker of rooms.of(conversationId)) tell(asker, frame, answeredFor(asker, promptId) || 1);
    },
    left: (userId, conversationId) => rooms.leaveUser(conversationId, userId),
  };
  return { dialect, accept, speaks };
}
