import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import { ChatError, isChatError, viewError } from '#server/protocol/errors.ts';
import { type SupportAck, type SupportCommand, supportCommands } from '#server/protocol/support.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import type { Rooms } from '#server/realtime/rooms.ts';
import { type SupportSocket, incoming, messageView, parse, roomOf } from './codec.ts';
import type { createReads } from './reads.ts';

/** What `joinChat` answers. */
const HISTORY = 50;

/** A socket that is taken in. */
export interface Client {
  socket: SupportSocket;
  session: Session;
}

interface HandlerParts {
  core: Core;
  realtime: Realtime;
  rooms: Rooms<Client>;
  reads: ReturnType<typeof createReads>;
  failed: (error: unknown, where?: string) => void;
}

/** What is still to be done once the next event of the socket may begin; undefined where the call is ignored. */
type Rest = () => Promise<SupportAck> | SupportAck;

/** Answers what a client sends, whatever it is: nothing is thrown, and no mistake goes unanswered. */
export function createHandlers({ core, realtime, rooms, reads, failed }: HandlerParts) {
  const { messages, reading, conversations, people, support, files } = core;

  /** The conversation that the client names, where they may read it; a number is judged by what is done with it. */
  const find = async (session: Session, reference: string): Promise<number> =>
    (await support.get(session, reference)).id;

  async function follow({ id: userId }: Session['account'], conversationId: number) {
    if (realtime.isIn(userId, conversationId)) return;
    await realtime.refresh(userId);
    if (!realtime.isIn(userId, conversationId)) throw new ChatError('conversation_not_found');
  }

  async function history(session: Session, conversationId: number) {
    const page = await reading.history(session, { conversationId, limit: HISTORY });
    const live = page.messages.filter((message) => !message.deletedAt);
    const accounts = await people.accounts([...new Set(live.map(({ senderId }) => senderId))]);
    const byId = new Map(accounts.map((account) => [account.id, account]));
    return live.flatMap((message) => {
      const sender = byId.get(message.senderId);
      return sender ? [messageView(message, sender, files.addressOf)] : [];
    });
  }

  /** Each does in order what must be in order, and leaves the rest. */
  const work: Record<SupportCommand, (client: Client, payload: unknown) => Promise<Rest | undefined>> = {
    async joinChat(client, payload) {
      const reference = parse('joinChat', payload);
      const { session, socket } = client;
      if (!realtime.mayJoin(session)) return undefined;
      const [id] = await reading.resolve(session, [reference]);
      if (id === undefined) throw new ChatError('conversation_not_found');
      await follow(session.account, id);
      // A room would keep a socket that closed meanwhile.
      if (!socket.connected) return undefined;
      void socket.join(roomOf(id));
      rooms.join(id, client);
      await reads.prepare(id);
      // It may have closed again.
      if (rooms.of(id).size === 0) reads.forget(id);
      return async () => ({
        event: 'joinedChat',
        data: { chatId: String(id), messages: await history(session, id) },
      });
    },

    async leaveChat(client, payload) {
      const id = await find(client.session, parse('leaveChat', payload));
      void client.socket.leave(roomOf(id));
      rooms.leave(id, client);
      if (rooms.of(id).size === 0) reads.forget(id);
      return () => ({ event: 'leftChat', data: String(id) });
    },

    async sendMessage({ session }, payload) {
      const { chatId, message } = parse('sendMessage', payload);
      const { text, fileId, replyToId, clientId } = message;
      if (replyToId === 0) throw new ChatError('reply_not_found');
      const conversationId = /^[1-9]\d{0,14}$/.test(chatId) ? Number(chatId) : await find(session, chatId);
      const content = text ?? '';
      const sent = messages.send(session, { conversationId, content, fileId, clientId, replyToId });
      // It is awaited a turn later than it may be refused.
      sent.catch(() => undefined);
      return async () => ({
        event: 'messageSent',
        data: messageView((await sent).message, session.account, files.addressOf),
      });
    },

    async typing({ session }, payload) {
      const { chatId, isTyping } = parse('typing', payload);
      const id = await find(session, chatId);
      realtime.typing(session, id, isTyping);
      return () => ({ event: 'typing', data: { chatId: String(id), isTyping } });
    },

    async readMessages({ session }, payload) {
      const { chatId, messageIds } = parse('readMessages', payload);
      const id = await find(session, chatId);
      const { id: readBy } = session.account;
      return async () => ({
        event: 'messagesMarkedRead',
        data: (await conversations.readMessages(session, id, messageIds)).map((messageId) => ({
          id: String(messageId),
          readBy,
        })),
      });
    },

    async getActiveUsers({ session }, payload) {
      const id = await find(session, parse('getActiveUsers', payload));
      return () => ({
        event: 'activeUsers',
        data: { chatId: String(id), userIds: realtime.attendance.of(id) },
      });
    },
  };

  /** Tells the socket both ways: its acknowledgement, and the event. */
  function tell(
    { socket }: Client,
    answer: SupportAck,
    acknowledge: ReturnType<typeof incoming>['acknowledge'],
  ) {
    acknowledge?.(answer);
    // The event's name and data belong together, which the compiler cannot follow through a union.
    if (answer.event !== 'typing')
      (socket.emit as (event: string, data: unknown) => void)(answer.event, answer.data);
  }

  /** Resolves when the socket's next event may begin. */
  return async (client: Client, name: string, args: readonly unknown[]): Promise<void> => {
    const { payload, acknowledge } = incoming(args);
    const refuse = (error: unknown) => {
      if (!isChatError(error)) failed(error, name);
      tell(client, { event: 'error', data: viewError(error).message }, acknowledge);
    };
    try {
      if (!Object.hasOwn(supportCommands, name))
        throw new ChatError('unknown_command', undefined, 'Unknown event');
      const rest = await work[name as SupportCommand](client, payload);
      if (!rest) return;
      void Promise.resolve()
        .then(rest)
        .then((answer) => tell(client, answer, acknowledge))
        .catch(refuse);
    } catch (error) {
      refuse(error);
    }
  };
}
