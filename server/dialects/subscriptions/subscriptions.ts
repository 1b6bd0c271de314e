import { isChatError } from '#server/protocol/errors.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import type { DialectParts } from '#server/realtime/dialect-parts.ts';
import { framesOf } from '#server/realtime/frames.ts';
import { createRawSessions, tokenIn } from '#server/realtime/raw-session.ts';
import { createRooms } from '#server/realtime/rooms.ts';
import type { RawDialect } from '#server/realtime/ws.ts';
import { encode, encodeError, encodeMessage, goodbyeOf, textOf } from './codec.ts';
import { type Subscriber, createHandlers } from './handlers.ts';

/** The `subscriptions` dialect (PROTOCOL.md beside this file): raw WebSocket on `/chats/ws?token=`. */
export function createSubscriptions({ core, realtime, authenticate, failed }: DialectParts) {
  const rooms = createRooms<Subscriber>(realtime.attendance);
  const handle = createHandlers({ core, realtime, rooms });
  const sessions = createRawSessions({
    realtime,
    authenticate,
    failed,
    refuse: (socket, code) => socket.send(encodeError(goodbyeOf(code))),
  });

  async function answer(subscriber: Subscriber, input: unknown): Promise<string | undefined> {
    try {
      const frame = await handle(subscriber, input);
      return frame && encode(frame);
    } catch (error) {
      if (!isChatError(error)) failed(error, 'subscriptions');
      return encodeError(textOf(error));
    }
  }

  const accept: RawDialect = (socket, request) => {
    const opened = sessions.open(socket, request, tokenIn(request));
    const subscriber = opened.then((connection) => connection && { socket, session: connection.session });
    return {
      async message(text) {
        const signedIn = await subscriber;
        if (!signedIn) return;
        let input: unknown;
        try {
          input = JSON.parse(text);
        } catch {
          socket.close(1007, 'Malformed JSON');
          return;
        }
        const said = await answer(signedIn, input);
        if (said !== undefined) socket.send(said);
      },
      closed() {
        void opened.then((connection) => connection && sessions.close(connection));
        void subscriber.then((signedIn) => signedIn && rooms.leaveAll(signedIn));
      },
    };
  };

  const dialect: Dialect = {
    name: 'subscriptions',
    audience: (conversationId) => rooms.of(conversationId).size,
    changes(delta, scene) {
      const room = rooms.of(delta.conversationId);
      if (room.size === 0 || scene.said.length === 0) return;
      const frames = framesOf(
        scene.said.map((message) => encodeMessage(message, core.files.textOf(message), scene)),
      );
      for (const { socket } of room) socket.write(frames);
    },
    left: (userId, conversationId) => rooms.leaveUser(conversationId, userId),
  };
  return { dialect, accept };
}
