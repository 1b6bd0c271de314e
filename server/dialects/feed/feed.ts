import type { Core } from '#server/core/core.ts';
import type { Opened } from '#server/protocol/conversation.ts';
import type { Authenticate, Connection } from '#server/realtime/connection.ts';
import type { Dialect } from '#server/realtime/dialect.ts';
import { framesOf } from '#server/realtime/frames.ts';
import { createRawSessions, proofOf } from '#server/realtime/raw-session.ts';
import type { RawHandlers, RawSocket } from '#server/realtime/raw-socket.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import type { RawDialect, RawRequest } from '#server/realtime/ws.ts';
import { type Listener, createAudience } from './audience.ts';
import { decodeAuth, encode, encodeRefusal, messageOf, parse } from './codec.ts';
import { createIntroductions } from './introductions.ts';

/** How long a client has to say who it is. */
const AUTH_MS = 10_000;

interface FeedParts {
  core: Core;
  realtime: Realtime;
  authenticate: Authenticate;
  failed: (error: unknown, where?: string) => void;
  /** Does the work after so many milliseconds, unless the function that it answers is called before. */
  after?: (milliseconds: number, work: () => void) => () => void;
}

/** Another dialect on the same address: a socket whose first frame it speaks becomes its own, that frame included. */
export interface Neighbour {
  speaks(frame: unknown): boolean;
  accept: RawDialect;
}

function startTimer(milliseconds: number, work: () => void) {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
}

/** The `feed` dialect (PROTOCOL.md beside this file): raw WebSocket on `/ws/feed`, and on `/` without a token. */
export function createFeed({ core, realtime, authenticate, failed, after = startTimer }: FeedParts) {
  const audience = createAudience();
  const introductions = createIntroductions({ core, audience, failed });
  const sessions = createRawSessions({
    realtime,
    authenticate,
    failed,
    refuse: (socket, code) => socket.send(encodeRefusal(code)),
  });

  /** A socket that speaks `feed`. */
  function serve(socket: RawSocket, request: RawRequest): RawHandlers {
    const proof = proofOf(request);
    let connection: Connection | undefined;
    let listener: Listener | undefined;
    const cancel = after(AUTH_MS, () => {
      socket.send(encode({ type: 'auth_error', message: `No auth within ${AUTH_MS / 1000} s` }));
      socket.close(1008);
    });
    const sayError = (message: string) => socket.send(encode({ type: 'error', message }));

    async function signIn(token: string | undefined) {
      cancel();
      const opened = await sessions.open(socket, proof, token, connection);
      if (!opened) return;
      connection = opened;
      socket.send(encode({ type: 'auth_success' }));
      if (listener) audience.remove(listener);
      listener = { socket, session: opened.session };
      audience.add(listener);
    }

    return {
      message(text) {
        const frame = parse(text);
        const auth = decodeAuth(frame);
        if (auth) return signIn(auth.token);
        if (frame === undefined) return sayError('Malformed JSON');
        return sayError(connection ? 'Unknown message type' : 'Sign in first');
      },
      closed() {
        cancel();
        if (listener) audience.remove(listener);
        if (connection) sessions.close(connection);
      },
    };
  }

  /** The feed on an address that it shares with `neighbour`. */
  const acceptBeside =
    (neighbour: Neighbour): RawDialect =>
    (socket, request) => {
      let undecided: RawRequest | undefined = request;
      let handlers = serve(socket, request);
      return {
        message(text) {
          if (undecided && neighbour.speaks(parse(text))) {
            handlers.closed();
            handlers = neighbour.accept(socket, undecided);
          }
          undecided = undefined;
          return handlers.message(text);
        },
        closed: () => handlers.closed(),
      };
    };

  const dialect: Dialect = {
    name: 'feed',
    audience(conversationId) {
      let listeners = 0;
      if (!audience.empty)
        for (const userId of realtime.usersIn(conversationId)) listeners += audience.of(userId).size;
      return listeners;
    },
    changes({ conversationId }, scene) {
      if (audience.empty || scene.fresh.length === 0) return;
      const frames = framesOf(
        scene.fresh.map((message) =>
          encode({ type: 'new_message', payload: messageOf(message, core.files, scene) }),
        ),
      );
      for (const userId of realtime.usersIn(conversationId)) {
        const listeners = audience.of(userId);
        if (listeners.size > 0 && introductions.hold(userId, conversationId, frames)) continue;
        for (const { socket } of listeners) socket.write(frames);
      }
    },
    joined(userId, conversationId) {
      // Every admin was told of a support chat when it was opened; one who enters it is not told again.
      const isNews = ({ summary }: Opened) => summary.kind !== 'support' || summary.createdBy === userId;
      void introductions.introduce(userId, conversationId, isNews);
    },
    left: introductions.drop,
    support({ conversationId, clientId, change }) {
      if (change !== 'opened') return;
      const admins = new Set<number>();
      for (const { session } of audience.all())
        if (session.account.role === 'ADMIN') admins.add(session.account.id);
      // Its client has joined it like any other conversation.
      admins.delete(clientId);
      for (const userId of admins) void introductions.introduce(userId, conversationId);
    },
  };
  return { dialect, accept: serve satisfies RawDialect, acceptBeside };
}
