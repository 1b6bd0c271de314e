import type { Namespace, Server, Socket } from 'socket.io';
import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import { ChatError, errorTable, viewError } from '#server/protocol/errors.ts';
import {
  HUB_NAMESPACE,
  HUB_VERSION,
  type HubClientEvents,
  type HubServerEvents,
} from '#server/protocol/hub.ts';
import type { Authenticate, Connection } from '#server/realtime/connection.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import { createCommands } from './commands.ts';
import { createDispatcher } from './dispatcher.ts';
import { createInFlight } from './in-flight.ts';

interface HubData {
  session: Session;
}

type HubSocket = Socket<HubClientEvents, HubServerEvents, Record<string, never>, HubData>;
type HubNamespace = Namespace<HubClientEvents, HubServerEvents, Record<string, never>, HubData>;

export interface HubParts {
  io: Server;
  core: Core;
  realtime: Realtime;
  authenticate: Authenticate;
  /** Hears of faults of ours, with the command in which they came up. */
  failed: (error: unknown, command?: string) => void;
}

const room = (conversationId: number) => `c${conversationId}`;
const userRoom = (userId: number) => `u${userId}`;
const ADMINS = 'admins';

/** The hub dialect (PROTOCOL.md beside this file): our own clients', on Socket.IO. */
export function createHub({ io, core, realtime, authenticate, failed }: HubParts): Dialect {
  const namespace: HubNamespace = io.of(HUB_NAMESPACE);
  const dispatch = createDispatcher(createCommands(core, realtime), failed);
  const inFlight = createInFlight();

  namespace.use((socket, next) => {
    const { token } = socket.handshake.auth;
    authenticate(socket.request, typeof token === 'string' ? token : undefined).then(
      (session) => {
        // An object of its own: what a socket shows is known by it (realtime/viewings.ts).
        socket.data.session = { ...session };
        next();
      },
      (error: unknown) => {
        if (!(error instanceof ChatError)) failed(error);
        const view = viewError(error);
        next(Object.assign(new Error(view.message), { data: view }));
      },
    );
  });

  namespace.on('connection', (socket) => {
    const { session } = socket.data;
    const connection: Connection = {
      session,
      end(code) {
        socket.emit('ended', { code, message: errorTable[code].message });
        socket.disconnect(true);
      },
      async drain() {
        draining = true;
        socket.emit('draining', {});
        await inFlight.over();
        socket.disconnect(true);
      },
    };
    let draining = false;
    // Commands that come before the socket is taken in wait for it.
    const ready = open(socket, connection);
    socket.onAny((name: string, ...args: unknown[]) => {
      if (draining) void dispatch(session, name, args, new ChatError('unavailable'));
      else inFlight.add(ready.then((taken) => (taken ? dispatch(session, name, args) : undefined)));
    });
    socket.on('disconnect', () => realtime.close(connection));
  });

  /** Answers whether the socket was taken in. */
  async function open(socket: HubSocket, connection: Connection): Promise<boolean> {
    const { account } = connection.session;
    try {
      await realtime.open(connection);
    } catch (error) {
      if (!(error instanceof ChatError)) failed(error);
      connection.end(viewError(error).code);
      return false;
    }
    // A room would keep a socket that closed meanwhile.
    if (!socket.connected) return false;
    // Not earlier: `ready` is the first that it hears.
    await socket.join([
      userRoom(account.id),
      ...(account.role === 'ADMIN' ? [ADMINS] : []),
      ...realtime.conversationsOf(account.id).map(room),
    ]);
    socket.emit('ready', { version: HUB_VERSION, account });
    return true;
  }

  return {
    name: 'hub',
    audience: (conversationId) => namespace.adapter.rooms.get(room(conversationId))?.size ?? 0,
    changes: (delta) => void namespace.to(room(delta.conversationId)).emit('changes', delta),
    typing: ({ conversationId, userId, typing }) =>
      void namespace
        .to(room(conversationId))
        .except(userRoom(userId))
        .emit('typing', { conversationId, userId, typing }),
    run: (run) => void namespace.to(room(run.conversationId)).emit('run', run),
    runText: ({ conversationId, runId, offset, text }) =>
      void namespace.to(room(conversationId)).emit('run.text', { conversationId, runId, offset, text }),
    presence(presence, conversationIds, userIds) {
      const rooms = [...conversationIds.map(room), ...userIds.map(userRoom)];
      if (rooms.length > 0) namespace.to(rooms).emit('presence', presence);
    },
    desk: (event) => void namespace.to(ADMINS).emit('desk', event),
    viewers({ conversationId, userIds }) {
      if (userIds.length > 0)
        namespace.to(userIds.map(userRoom)).emit('viewers', { conversationId, userIds });
    },
    pins: ({ userId }) => void namespace.to(userRoom(userId)).emit('pins', {}),
    note: ({ note, aboutId }) => void namespace.to(ADMINS).except(userRoom(aboutId)).emit('note', note),
    support: (event) => void namespace.to([userRoom(event.clientId), ADMINS]).emit('support', event),
    head: (conversationId, version) =>
      void namespace.to(room(conversationId)).emit('heads', [[conversationId, version]]),
    joined(userId, conversationId) {
      namespace.in(userRoom(userId)).socketsJoin(room(conversationId));
      namespace.to(userRoom(userId)).emit('added', { conversationId });
    },
    left(userId, conversationId) {
      namespace.in(userRoom(userId)).socketsLeave(room(conversationId));
      namespace.to(userRoom(userId)).emit('removed', { conversationId });
    },
  };
}
