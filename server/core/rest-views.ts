import type { Message, Opened } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { RestConversation, RestMessage } from '#server/protocol/rest.ts';
import type { SupportChat } from '#server/protocol/support.ts';
import type { Files } from './files.ts';
import type { Reading } from './reading.ts';
import type { Session } from './session.ts';
import type { Card, Chat, ConversationStore } from './store.ts';

/** The one other who is in the conversation with its creator, or a support chat's owner; null where there are more, or none. */
function receiverOf({ summary, participants }: Opened): number | null {
  if (summary.support) return summary.support.adminId;
  const others = participants.filter(({ userId, leftAt }) => !leftAt && userId !== summary.createdBy);
  return others.length === 1 ? (others[0]?.userId ?? null) : null;
}

const conversationOf = (opened: Opened): RestConversation => ({
  id: opened.summary.id,
  uuid: opened.summary.uuid,
  kind: opened.summary.kind,
  title: opened.summary.title,
  sender_id: opened.summary.createdBy,
  receiver_id: receiverOf(opened),
  createdAt: opened.summary.createdAt,
  updatedAt: opened.summary.activeAt,
});

/** A chat in the shape of the support document; what is not set is left out. */
const chatView = ({ id, uuid, kind, title, clientId, adminId, status, ...times }: Chat): SupportChat => ({
  id: String(id),
  uuid,
  kind,
  ...(title !== null && { title }),
  clientId,
  ...(adminId !== null && { adminId }),
  status,
  createdAt: times.createdAt,
  updatedAt: times.updatedAt,
});

interface RestViewsParts {
  reading: Reading;
  card: ConversationStore['card'];
  files: Pick<Files, 'addressOf'>;
}

/** What REST answers, in the shapes of the conversations document. */
export function createRestViews({ reading, card, files }: RestViewsParts) {
  /**
   * A message in the shape of the conversations document. Lines about the conversation itself count as text; the content
   * of an uploaded file is its address, and what was written under it comes beside.
   */
  const messageView = (message: Message, { id, createdBy, receiverId }: Card): RestMessage => ({
    id: message.id,
    sender_id: message.senderId,
    conversation_id: message.conversationId,
    timestamp: message.createdAt,
    message_type: message.kind === 'system' ? 'text' : message.kind,
    content: message.file ? files.addressOf(message.file.id) : message.content,
    ...(message.file && message.content !== '' && { caption: message.content }),
    conversation: { id, sender_id: createdBy, receiver_id: receiverId },
  });

  return {
    chat: chatView,
    message: messageView,

    conversation: async (session: Session, conversationId: number): Promise<RestConversation> =>
      conversationOf(await reading.open(session, { conversationId })),

    /** Messages of one conversation, which the asker was allowed to read or write. */
    async messages(conversationId: number, messages: readonly Message[]): Promise<RestMessage[]> {
      const found = await card(conversationId);
      if (!found) throw new ChatError('conversation_not_found');
      return messages.map((message) => messageView(message, found));
    },
  };
}
