import type { Server } from 'socket.io';
import type { Core } from '#server/core/core.ts';
import { CONVERSATIONS_NAMESPACE } from '#server/protocol/conversations.ts';
import type { Message } from '#server/protocol/conversation.ts';
import { errorTable, isChatError, viewError } from '#server/protocol/errors.ts';
import type { Authenticate, Connection } from '#server/realtime/connection.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import { emitTogether } from '#server/realtime/emit-together.ts';
import { createRooms } from '#server/realtime/rooms.ts';
import {
  type ConversationsNamespace,
  type ConversationsSocket,
  roomOf,
  sendKey,
  userRoomOf,
} from './codec.ts';
import { type Client, createHandlers } from './handlers.ts';
import { createIdentify } from './identify.ts';

interface ConversationsParts {
  io: Server;
  core: Core;
  realtime: Realtime;
  authenticate: Authenticate;
  trustUserId: boolean;
  failed: (error: unknown, where?: string) => void;
}

/** The `conversations` dialect (PROTOCOL.md beside this file): Socket.IO, namespace `/chat`. */
export function createConversations(parts: ConversationsParts): Dialect {
  const { io, core, realtime, failed } = parts;
  const namespace: ConversationsNamespace = io.of(CONVERSATIONS_NAMESPACE);
  const rooms = createRooms<Client>(realtime.attendance);
  const identify = createIdentify(parts);
  const handle = createHandlers({ core, realtime, rooms, failed });

  namespace.use((socket, next) => {
    identify(socket).then(
      (session) => {
        if (session) socket.data.session = session;
        next();
      },
      (error: unknown) => {
        if (!isChatError(error)) failed(error);
        next(new Error(viewError(error).message));
      },
    );
  });

  namespace.on('connection', (socket) => {
    const { session } = socket.data;
    if (session) accept({ socket, session, answered: Promise.resolve() });
    else refuse(socket, 'userId is required');
  });

  function refuse(socket: ConversationsSocket, message: string) {
    socket.emit('error', { message });
    socket.disconnect(true);
  }

  function accept(client: Client) {
    const { socket, session } = client;
    const connection: Connection = {
      session,
      end: (code) => refuse(socket, errorTable[code].message),
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
      rooms.leaveAll(client);
      realtime.close(connection);
    });
  }

  /** Answers whether the socket was taken in. */
  async function open({ socket, session }: Client, connection: Connection): Promise<boolean> {
    const userId = session.account.id;
    try {
      await realtime.open(connection);
    } catch (error) {
      if (!isChatError(error)) failed(error);
      connection.end(viewError(error).code);
      return false;
    }
    // A room would keep a socket that closed meanwhile.
    if (!socket.connected) return false;
    void socket.join(userRoomOf(userId));
    await tellWhoIsOnline(socket, userId);
    return true;
  }

  async function tellWhoIsOnline(socket: ConversationsSocket, userId: number) {
    try {
      for (const other of await realtime.presences.around(userId))
        socket.emit('user:online', { userId: other });
    } catch (error) {
      failed(error);
    }
  }

  /** The sockets here that have just sent the message. */
  function sendersOf({ conversationId, senderId, clientId }: Message): ConversationsSocket[] {
    const key = sendKey(conversationId, clientId);
    return [...(namespace.adapter.rooms.get(userRoomOf(senderId)) ?? [])].flatMap((id) => {
      const socket = namespace.sockets.get(id);
      return socket?.data.sending?.delete(key) ? [socket] : [];
    });
  }

  return {
    name: 'conversations',
    audience: (conversationId) => rooms.of(conversationId).size,
    changes({ conversationId }, { card, said }) {
      const room = rooms.of(conversationId);
      const views = said.map((message) => core.rest.message(message, card));
      if (room.size > 0 && views.length > 0)
        emitTogether(CONVERSATIONS_NAMESPACE, room, 'receive-message', views);
      for (const message of said)
        for (const socket of sendersOf(message))
          if (!socket.rooms.has(roomOf(conversationId)))
            socket.emit('receive-message', core.rest.message(message, card));
    },
    typing({ conversationId, userId, typing }) {
      namespace
        .to(roomOf(conversationId))
        .except(userRoomOf(userId))
        .emit('user-typing', { conversationId, userId, isTyping: typing });
    },
    presence({ userId, online }, conversationIds, userIds) {
      const others = new Set(userIds.map(userRoomOf));
      for (const conversationId of conversationIds)
        for (const other of realtime.usersIn(conversationId)) others.add(userRoomOf(other));
      others.delete(userRoomOf(userId));
      if (others.size > 0)
        namespace.to([...others]).emit(online ? 'user:online' : 'user:offline', { userId });
    },
    left(userId, conversationId) {
      namespace.in(userRoomOf(userId)).socketsLeave(roomOf(conversationId));
      rooms.leaveUser(conversationId, userId);
    },
  };
}
