import { CONVERSATIONS_NAMESPACE } from '#server/protocol/conversations.ts';
import { HUB_NAMESPACE } from '#server/protocol/hub.ts';

/** A socket to open: whose it is, and the conversation that it is there for. */
export interface Seat {
  dialect: DialectName;
  token: string;
  userId: number;
  conversationId: number;
  uuid: string;
}

/** Something that a client says, and the beginning of the text that it waits for then. */
export interface Step {
  say?: string;
  until: string;
}

/** What a server said to a send. */
export interface Answer {
  /** Undefined where the protocol answers in the order of the sends. */
  id?: number;
  ok: boolean;
}

/** How the load generator talks to a server: what a published client would say, and no more. */
export interface BenchDialect {
  path(seat: Seat): string;
  /** From the open connection to being signed in and in the room. */
  steps(seat: Seat): Step[];
  /** A text that refuses one of the steps. */
  refusal: RegExp;
  /** Where the protocol can send. */
  send?(seat: Seat, id: number, content: string): string;
  answerIn(text: string): Answer | undefined;
}

/** What the bare server broadcasts. */
export interface BareMessage {
  id: number;
  conversationId: number;
  seq: number;
  senderId: number;
  content: string;
  createdAt: string;
}

export type BareAck = { ok: true; id: number; seq: number } | { ok: false };

interface SocketIoParts {
  namespace: string;
  query?(seat: Seat): string;
  /** What happens between the connected namespace and being in. */
  enter(event: (name: string, payload: unknown, id?: number) => string, seat: Seat): Step[];
  send(seat: Seat, id: number, content: string): [event: string, payload: unknown];
  /** How the acknowledgement of an accepted send begins. */
  accepted: string;
}

/** Packets of Engine.IO and Socket.IO: 4 message; 0 connect, 2 event, 3 acknowledgement, 4 refusal. */
function socketIo(parts: SocketIoParts): BenchDialect {
  const place = parts.namespace === '/' ? '' : `${parts.namespace},`;
  const event = (name: string, payload: unknown, id?: number) =>
    `42${place}${id ?? ''}${JSON.stringify([name, payload])}`;
  const acknowledgement = `43${place}`;
  return {
    path: (seat) => `/socket.io/?EIO=4&transport=websocket${parts.query?.(seat) ?? ''}`,
    steps: (seat) => [
      { until: '0{' },
      { say: `40${place}${JSON.stringify({ token: seat.token })}`, until: `40${place}` },
      ...parts.enter(event, seat),
    ],
    refusal: /^44|^42[^[]*\["(error|ended)"/,
    send: (seat, id, content) => event(...parts.send(seat, id, content), id),
    answerIn(text) {
      if (!text.startsWith(acknowledgement)) return undefined;
      const bracket = text.indexOf('[');
      return {
        id: Number(text.slice(acknowledgement.length, bracket)),
        ok: text.startsWith(parts.accepted, bracket),
      };
    },
  };
}

const bare = socketIo({
  namespace: '/',
  enter: () => [{ until: '42["ready"' }],
  send: ({ conversationId }, _id, content) => ['message', { conversationId, content }],
  accepted: '[{"ok":true',
});

const hub = socketIo({
  namespace: HUB_NAMESPACE,
  enter: () => [{ until: `42${HUB_NAMESPACE},["ready"` }],
  send: ({ conversationId }, id, content) => [
    'message.send',
    { conversationId, clientId: `bench-${id}`, content },
  ],
  accepted: '[{"ok":true',
});

const conversations = socketIo({
  namespace: CONVERSATIONS_NAMESPACE,
  query: ({ userId }) => `&userId=${userId}`,
  enter: (event, { conversationId, userId }) => [
    {
      say: event('join-conversation', { conversationId, userId }),
      until: `42${CONVERSATIONS_NAMESPACE},["joined-conversation"`,
    },
  ],
  send: ({ conversationId, userId }, _id, content) => [
    'send-message',
    { sender_id: userId, conversation_id: conversationId, message_type: 'text', content },
  ],
  accepted: '[{"id":',
});

const support = socketIo({
  namespace: '/',
  enter: (event, { conversationId }) => [
    { say: event('joinChat', String(conversationId)), until: '42["joinedChat"' },
  ],
  send: ({ conversationId }, _id, content) => [
    'sendMessage',
    { chatId: String(conversationId), message: { text: content } },
  ],
  accepted: '[{"event":"messageSent"',
});

const feed: BenchDialect = {
  path: () => '/ws/feed',
  steps: ({ token }) => [{ say: JSON.stringify({ type: 'auth', token }), until: '{"type":"auth_success"' }],
  refusal: /^\{"type":"(auth_error|error)"/,
  answerIn: () => undefined,
};

const subscriptions: BenchDialect = {
  path: ({ token }) => `/chats/ws?token=${token}`,
  steps: ({ uuid }) => [
    {
      say: JSON.stringify({ action: 'subscribe', chat_ids: [uuid] }),
      until: `{"action":"subscribe_response","results":[{"chat_id":"${uuid}","status":"success"`,
    },
  ],
  refusal: /^\{"(error"|action":"subscribe_response")/,
  send: ({ uuid }, _id, content) => JSON.stringify({ action: 'message', chat_id: uuid, text: content }),
  answerIn: (text) =>
    text.startsWith('{"action":"message_response"')
      ? { ok: true }
      : text.startsWith('{"error"')
        ? { ok: false }
        : undefined,
};

/** It says nothing to one who is signed in and asks nothing: what it says to a frame without sense shows that it hears. */
const assistant: BenchDialect = {
  path: ({ token }) => `/ws/assistant?token=${token}`,
  steps: () => [{ say: '{}', until: '{"event":"chat_error"' }],
  refusal: /^\{"event":"unauthorized"/,
  answerIn: () => undefined,
};

/** A raw WebSocket of the bare server, which only proves who it is. */
const raw: BenchDialect = {
  path: ({ token }) => `/raw?token=${token}`,
  steps: () => [{ until: 'ready' }],
  refusal: /^refused/,
  answerIn: () => undefined,
};

export const dialects = { bare, raw, hub, conversations, support, feed, subscriptions, assistant };
export type DialectName = keyof typeof dialects;
