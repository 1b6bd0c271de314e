import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import type { SubscriptionsSend, SubscriptionsServerFrame } from '#server/protocol/subscriptions.ts';
import type { RawSocket } from '#server/realtime/raw-socket.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import type { Rooms } from '#server/realtime/rooms.ts';
import { decode } from './codec.ts';

/** A signed-in socket. */
export interface Subscriber {
  socket: RawSocket;
  session: Session;
}

interface HandlerParts {
  core: Pick<Core, 'reading' | 'messages'>;
  realtime: Pick<Realtime, 'mayJoin' | 'isIn' | 'refresh'>;
  rooms: Rooms<Subscriber>;
}

/** What the dialect answers to a frame; undefined where it says nothing. Errors: those of core, validation_failed. */
export function createHandlers({ core, realtime, rooms }: HandlerParts) {
  async function subscribe(
    subscriber: Subscriber,
    references: readonly string[],
  ): Promise<SubscriptionsServerFrame | undefined> {
    const { session } = subscriber;
    if (!realtime.mayJoin(session)) return undefined;
    const userId = session.account.id;
    const found = await core.reading.resolve(session, references);
    if (found.some((id) => id !== undefined && !realtime.isIn(userId, id))) await realtime.refresh(userId);
    const results = references.map((chat_id, index) => {
      const conversationId = found[index];
      if (conversationId === undefined || !realtime.isIn(userId, conversationId))
        return { chat_id, status: 'error' as const, error: 'no access' as const };
      rooms.join(conversationId, subscriber);
      return { chat_id, status: 'success' as const };
    });
    return { action: 'subscribe_response', results };
  }

  async function send(
    session: Session,
    { chat_id, text, clientId }: SubscriptionsSend,
  ): Promise<SubscriptionsServerFrame> {
    const conversationId = await core.reading.locate(session, chat_id);
    await core.messages.send(session, { conversationId, content: text, clientId });
    return { action: 'message_response', status: 'success' };
  }

  return (subscriber: Subscriber, input: unknown) => {
    const frame = decode(input);
    return frame.action === 'subscribe'
      ? subscribe(subscriber, frame.chat_ids)
      : send(subscriber.session, frame);
  };
}
