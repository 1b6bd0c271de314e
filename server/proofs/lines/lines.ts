import { isChatError, viewError } from '#server/protocol/errors.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import type { DialectParts } from '#server/realtime/dialect-parts.ts';
import { framesOf } from '#server/realtime/frames.ts';
import { createRawSessions, tokenIn } from '#server/realtime/raw-session.ts';
import type { RawSocket } from '#server/realtime/raw-socket.ts';
import type { RawDialect } from '#server/realtime/ws.ts';

/** A dialect of lines: `<chat> <text>` sends, `<chat> <username>: <text>` is heard of every chat of the user. */
export function createLines({ core, realtime, authenticate, failed }: DialectParts) {
  const sockets = new Map<number, Set<RawSocket>>();
  const sessions = createRawSessions({
    realtime,
    authenticate,
    failed,
    refuse: (socket, code) => socket.send(`! ${code}`),
  });

  const accept: RawDialect = (socket, request) => {
    const opened = sessions.open(socket, request, tokenIn(request)).then((connection) => {
      if (!connection) return undefined;
      const { id } = connection.session.account;
      sockets.set(id, (sockets.get(id) ?? new Set()).add(socket));
      return connection;
    });
    return {
      async message(line) {
        const connection = await opened;
        if (!connection) return;
        const [reference = '', ...words] = line.split(' ');
        try {
          const conversationId = await core.reading.locate(connection.session, reference);
          await core.messages.send(connection.session, { conversationId, content: words.join(' ') });
        } catch (error) {
          if (!isChatError(error)) failed(error, 'lines');
          socket.send(`! ${viewError(error).code}`);
        }
      },
      closed() {
        void opened.then((connection) => {
          if (!connection) return;
          sockets.get(connection.session.account.id)?.delete(socket);
          sessions.close(connection);
        });
      },
    };
  };

  const listeners = (conversationId: number) =>
    [...realtime.usersIn(conversationId)].flatMap((userId) => [...(sockets.get(userId) ?? [])]);

  const dialect: Dialect = {
    name: 'lines',
    audience: (conversationId) => listeners(conversationId).length,
    changes({ conversationId }, { said, person }) {
      const frames = framesOf(
        said.map(
          (message) =>
            `${conversationId} ${person(message.senderId).username}: ${core.files.textOf(message)}`,
        ),
      );
      if (said.length > 0) for (const socket of listeners(conversationId)) socket.write(frames);
    },
  };
  return { dialect, accept };
}
