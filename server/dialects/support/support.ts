import type { Server } from 'socket.io';
import type { Core } from '#server/core/core.ts';
import { errorTable, isChatError, viewError } from '#server/protocol/errors.ts';
import { SUPPORT_NAMESPACE } from '#server/protocol/support.ts';
import type { Authenticate, Connection } from '#server/realtime/connection.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import { emitTogether } from '#server/realtime/emit-together.ts';
import { createRooms } from '#server/realtime/rooms.ts';
import { ADMINS, type SupportNamespace, goodbyeOf, messageView, roomOf, userRoomOf } from './codec.ts';
import { type Client, createHandlers } from './handlers.ts';
import { createReads } from './reads.ts';

interface SupportParts {
  io: Server;
  core: Core;
  realtime: Realtime;
  authenticate: Authenticate;
  failed: (error: unknown, where?: string) => void;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The `support` dialect (PROTOCOL.md beside this file): Socket.IO, namespace `/`. */
export function createSupport({ io, core, realtime, authenticate, failed }: SupportParts): Dialect {
  const namespace: SupportNamespace = io.of(SUPPORT_NAMESPACE);
  const rooms = createRooms<Client>(realtime.attendance);
  const toOthers = (conversationId: number, userId: number) =>
    namespace.to(roomOf(conversationId)).except(userRoomOf(userId));
  const reads = createReads({
    reading: core.reading,
    tell: (conversationId, userId, messageIds) =>
      void toOthers(conversationId, userId).emit('messagesRead', {
        userId,
        messageIds: messageIds.map(String),
      }),
    failed,
  });
  const handle = createHandlers({ core, realtime, rooms, reads, failed });

  namespace.use((socket, next) => {
    const { auth, query } = socket.handshake;
    authenticate(socket.request, text(auth.token) ?? text(query.token)).then(
      (session) => {
        socket.data.session = session;
        next();
      },
      (error: unknown) => {
        if (!isChatError(error)) failed(error);
        const { code, message } = viewError(error);
        // A cookie that does not count is none.
        next(new Error(code === 'origin_refused' ? errorTable.token_missing.message : message));
      },
    );
  });

  namespace.on('connection', (socket) => {
    const client: Client = { socket, session: socket.data.session };
    const connection: Connection = {
      session: client.session,
      end(code) {
        socket.emit('error', goodbyeOf(code));
        socket.disconnect(true);
      },
      // Socket.IO's clients come back by themselves after a lost connection, and not after a disconnect.
      async drain() {
        await turn;
        socket.conn.close();
      },
    };
    const ready = open(client, connection);
    // Events begin in the order in which they came, and not before the socket is taken in.
    let turn: Promise<unknown> = ready;
    socket.onAny((name: string, ...args: unknown[]) => {
      turn = turn.then(async () => {
        if (socket.connected && (await ready)) await handle(client, name, args);
      });
    });
    socket.on('disconnect', () => {
      for (const conversationId of rooms.leaveAll(client)) forgetEmpty(conversationId);
      realtime.close(connection);
    });
  });

  /** Answers whether the socket was taken in. */
  async function open({ socket, session }: Client, connection: Connection): Promise<boolean> {
    try {
      await realtime.open(connection);
    } catch (error) {
      if (!isChatError(error)) failed(error);
      connection.end(viewError(error).code);
      return false;
    }
    // A room would keep a socket that closed meanwhile.
    if (!socket.connected) return false;
    void socket.join(userRoomOf(session.account.id));
    if (session.account.role === 'ADMIN') void socket.join(ADMINS);
    return true;
  }

  function forgetEmpty(conversationId: number) {
    if (rooms.of(conversationId).size === 0) reads.forget(conversationId);
  }

  return {
    name: 'support',
    audience: (conversationId) => rooms.of(conversationId).size,
    changes(delta, { fresh, said, person }) {
      const room = rooms.of(delta.conversationId);
      if (room.size === 0) return;
      const views = said.map((message) =>
        messageView(message, person(message.senderId), core.files.addressOf),
      );
      if (views.length > 0) emitTogether(SUPPORT_NAMESPACE, room, 'newMessage', views);
      reads.changed(delta, fresh);
    },
    typing({ conversationId, userId, email, typing }) {
      toOthers(conversationId, userId).emit('userTyping', { userId, email, isTyping: typing });
    },
    read({ conversationId, userId, messageIds, seq }) {
      reads.named(conversationId, userId, messageIds, seq);
    },
    attendance({ conversationId, userId, action, at }) {
      const update = { chatId: String(conversationId), userId, action, timestamp: at };
      toOthers(conversationId, userId).emit('participantUpdate', update);
    },
    support({ conversationId, clientId, status, change }) {
      if (change !== 'status') return;
      namespace
        .to([roomOf(conversationId), userRoomOf(clientId), ADMINS])
        .emit('chatStatusChanged', { chatId: String(conversationId), status });
    },
    left(userId, conversationId) {
      namespace.in(userRoomOf(userId)).socketsLeave(roomOf(conversationId));
      rooms.leaveUser(conversationId, userId);
      forgetEmpty(conversationId);
    },
  };
}
