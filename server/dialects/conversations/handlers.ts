import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import type { ConversationsCommand } from '#server/protocol/conversations.ts';
import { ChatError, isChatError, viewError } from '#server/protocol/errors.ts';
import type { RestMessage } from '#server/protocol/rest.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import type { Rooms } from '#server/realtime/rooms.ts';
import { type ConversationsSocket, type Incoming, incoming, parse, roomOf, sendKey } from './codec.ts';

/** A socket that is taken in. */
export interface Client {
  socket: ConversationsSocket;
  session: Session;
  /** Resolves when all sends until now are answered. */
  answered: Promise<void>;
}

interface HandlerParts {
  core: Core;
  realtime: Realtime;
  rooms: Rooms<Client>;
  failed: (error: unknown, where?: string) => void;
}

type Ignored = string | void;

const TOO_MANY = 'Too many requests, try again later';
const UNAUTHORIZED = 'Unauthorized to join this conversation';

/** Answers what a client sends, whatever it is: nothing is thrown, and no mistake goes unanswered. */
export function createHandlers({ core, realtime, rooms, failed }: HandlerParts) {
  /** The document has words of its own for a conversation that is there, but for others. */
  async function textOf(error: unknown, conversationId: unknown): Promise<string> {
    const { code, message } = viewError(error);
    if (code !== 'conversation_not_found' || typeof conversationId !== 'number') return message;
    try {
      return (await realtime.card(conversationId)) ? UNAUTHORIZED : message;
    } catch (unreadable) {
      return viewError(unreadable).message;
    }
  }

  function requireSelf(session: Session, userId: number) {
    if (userId !== session.account.id) throw new ChatError('forbidden', undefined, 'userId does not match');
  }

  function requireIn(userId: number, conversationId: number) {
    if (!realtime.isIn(userId, conversationId)) throw new ChatError('conversation_not_found');
  }

  /** The payload of `message-sent`, or of `message-error`. */
  async function sent(
    { socket, session }: Client,
    payload: Incoming['payload'],
  ): Promise<RestMessage | { error: string }> {
    const sending = (socket.data.sending ??= new Set());
    let key = '';
    try {
      const input = parse('send-message', payload);
      const { sender_id, conversation_id: conversationId, message_type: kind, content } = input;
      if (sender_id !== session.account.id)
        throw new ChatError('forbidden', undefined, 'sender_id must be the connected user');
      const clientId = input.clientId ?? crypto.randomUUID();
      key = sendKey(conversationId, clientId);
      sending.add(key);
      const { message, duplicate } = await core.messages.send(session, {
        conversationId,
        kind,
        content,
        clientId,
      });
      if (duplicate) sending.delete(key);
      const card = await realtime.card(conversationId);
      if (!card) throw new ChatError('conversation_not_found');
      return core.rest.message(message, card);
    } catch (error) {
      sending.delete(key);
      if (!isChatError(error)) failed(error, 'send-message');
      return { error: await textOf(error, payload.conversation_id) };
    }
  }

  /** Sends go out at once, and are answered in their order: nothing else tells which answer is whose. */
  async function send(client: Client, { payload, acknowledge }: Incoming) {
    const earlier = client.answered;
    const answer = await sent(client, payload);
    await earlier;
    if ('error' in answer) client.socket.emit('message-error', answer);
    else client.socket.emit('message-sent', answer);
    acknowledge?.(answer);
  }

  /** Each does its work, or answers why it is ignored. */
  const work = {
    async 'join-conversation'(client: Client, payload: Incoming['payload']): Promise<Ignored> {
      const { conversationId, userId } = parse('join-conversation', payload);
      requireSelf(client.session, userId);
      if (!realtime.mayJoin(client.session)) return TOO_MANY;
      if (!realtime.isIn(userId, conversationId)) {
        // An admin enters a support chat by this; and any conversation may be too new to be followed here yet.
        await core.reading.resolve(client.session, [String(conversationId)]);
        await realtime.refresh(userId);
      }
      requireIn(userId, conversationId);
      // A room would keep a socket that closed meanwhile.
      if (!client.socket.connected) return;
      void client.socket.join(roomOf(conversationId));
      rooms.join(conversationId, client);
      client.socket.emit('joined-conversation', { conversationId, success: true });
    },

    'leave-conversation'(client: Client, payload: Incoming['payload']): Ignored {
      const { conversationId } = parse('leave-conversation', payload);
      void client.socket.leave(roomOf(conversationId));
      rooms.leave(conversationId, client);
    },

    typing({ session }: Client, payload: Incoming['payload']): Ignored {
      const { conversationId, userId, isTyping } = parse('typing', payload);
      requireSelf(session, userId);
      // Whoever types into what is not theirs asks the store each time.
      if (!realtime.isIn(userId, conversationId) && !realtime.mayJoin(session)) return TOO_MANY;
      requireIn(userId, conversationId);
      realtime.typing(session, conversationId, isTyping);
    },
  };

  async function handle(
    client: Client,
    name: Exclude<ConversationsCommand, 'send-message'>,
    { payload, acknowledge }: Incoming,
  ) {
    const { conversationId } = payload;
    try {
      const ignored = await work[name](client, payload);
      acknowledge?.(
        ignored ? { success: false, conversationId, error: ignored } : { success: true, conversationId },
      );
    } catch (error) {
      if (!isChatError(error)) failed(error, name);
      const message = await textOf(error, conversationId);
      client.socket.emit('error', { message });
      acknowledge?.({ success: false, conversationId, error: message });
    }
  }

  /** Resolves when the socket's next event may begin: a send does not keep the next one waiting. */
  return async (client: Client, name: string, args: readonly unknown[]): Promise<void> => {
    const event = incoming(args);
    if (name === 'send-message') client.answered = send(client, event);
    else if (name === 'join-conversation' || name === 'leave-conversation' || name === 'typing')
      await handle(client, name, event);
    else {
      client.socket.emit('error', { message: 'Unknown event' });
      event.acknowledge?.({ error: 'Unknown event' });
    }
  };
}
