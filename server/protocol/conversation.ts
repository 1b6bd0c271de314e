import { z } from 'zod';
import { language } from './article-text.ts';
import { count, emoji, id, timestamp } from './fields.ts';
import { person } from './identity.ts';

export const conversationKind = z.enum(['direct', 'group', 'assistant', 'support']);

/** `system` messages are lines about the conversation itself ("Ada added Grace"). */
export const messageKind = z.enum(['text', 'image', 'file', 'system']);
export type MessageKind = z.infer<typeof messageKind>;

/** An uploaded file, as a message shows it. Its bytes are at `/api/files/<id>`. */
export const file = z.object({
  id: z.uuid(),
  name: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: count,
  /** Pixels, of images. */
  width: count.nullable(),
  height: count.nullable(),
});
export type File = z.infer<typeof file>;

/** What a reply shows of the message that it answers. `excerpt` is empty, and `file` missing, when that one was deleted. */
export const quote = z.object({
  id,
  seq: id,
  senderId: id,
  excerpt: z.string(),
  deleted: z.boolean(),
  file: file.nullish(),
  /** The server always tells it. */
  createdAt: timestamp.optional(),
});
export type Quote = z.infer<typeof quote>;

/** An article that an answer names as `[n]`, and where in it the passage begins. */
export const citation = z.object({
  n: id,
  slug: z.string(),
  language,
  title: z.string(),
  /** The heading's anchor; null for the article's beginning. */
  anchor: z.string().nullable(),
});
export type Citation = z.infer<typeof citation>;

/** What an answer of the assistant carries besides its text. `audioUrl`, once it is spoken, is the path of a file on this server. */
export const answer = z.object({
  /** The message that it answers; several answers of one prompt are its versions. */
  promptId: id,
  precis: z.string().nullable(),
  audioUrl: z.string().nullable(),
  /** Another than the first provider gave it. */
  fallbackUsed: z.boolean(),
  status: z.enum(['COMPLETED', 'FAILED', 'STOPPED', 'INTERRUPTED']),
  /** Who gave it; null where nobody did. */
  provider: z.string().nullable(),
  /** The provider's model, where it has several. */
  model: z.string().nullish(),
  /** Why it failed: a code of the error table. */
  error: z.string().nullish(),
  citations: z.array(citation),
});
export type Answer = z.infer<typeof answer>;

/**
 * A message as every reader of its conversation sees it. `seq` is its place (1, 2, 3 …), `version` the conversation's
 * version at its last change. A deleted message keeps its place and loses its content and reactions.
 */
export const message = z.object({
  id,
  conversationId: id,
  seq: id,
  version: id,
  senderId: id,
  clientId: z.string(),
  kind: messageKind,
  /** The caption of a `file`, which may be empty; of an `image` or a `file` that is only linked the address. */
  content: z.string(),
  replyTo: quote.nullable(),
  /** User ids by emoji, in the order in which they reacted. */
  reactions: z.record(emoji, z.array(id)),
  createdAt: timestamp,
  editedAt: timestamp.nullable(),
  deletedAt: timestamp.nullable(),
  /** Of an answer of the assistant only. */
  answer: answer.nullish(),
  /** What an `image` or a `file` message shows, where it was uploaded here. */
  file: file.nullish(),
  /** The prompt that this one, edited, takes the place of. */
  replacesId: id.nullish(),
});
export type Message = z.infer<typeof message>;

/**
 * Whether dialects that know nothing of failed answers tell of the message: anything but an answer that failed, or that was
 * stopped before it had begun.
 */
export const isSaid = (one: Pick<Message, 'answer' | 'content'>): boolean =>
  !one.answer ||
  (one.content !== '' && (one.answer.status === 'COMPLETED' || one.answer.status === 'STOPPED'));

export const participantRole = z.enum(['owner', 'member']);

/** Who is, or was, in a conversation. Unread for them = the conversation's `lastSeq` − `readSeq`. */
export const participant = z.object({
  userId: id,
  role: participantRole,
  readSeq: count,
  version: count,
  joinedAt: timestamp,
  leftAt: timestamp.nullable(),
});
export type Participant = z.infer<typeof participant>;

export const supportStatus = z.enum(['PENDING', 'ACTIVE', 'CLOSED']);

/** How far a support chat is: ACTIVE has an owner, PENDING has none, CLOSED keeps its last one. */
export const supportState = z.object({
  status: supportStatus,
  clientId: id,
  adminId: id.nullable(),
  /** 1 to 5, by its client, once it was closed and until it is reopened. */
  rating: z.int().min(1).max(5).nullish(),
});
export type SupportState = z.infer<typeof supportState>;

/** A conversation without its messages and people. `version` counts every change in it. */
export const conversation = z.object({
  id,
  uuid: z.uuid(),
  kind: conversationKind,
  title: z.string().nullable(),
  createdBy: id,
  createdAt: timestamp,
  /** The time of the last message, or of the creation: what lists sort by. */
  activeAt: timestamp,
  lastSeq: count,
  version: count,
  /** Of a support chat only. */
  support: supportState.nullish(),
  /** Of a conversation with the assistant: the support chat in which a person answers instead. */
  handedTo: id.nullish(),
});
export type Conversation = z.infer<typeof conversation>;

/** A row of the conversation list, for one reader. */
export const summary = conversation.extend({
  /** The other one in a direct conversation; null in any other kind. */
  peer: person.nullable(),
  last: z
    .object({
      seq: id,
      senderId: id,
      senderName: z.string(),
      kind: messageKind,
      excerpt: z.string(),
      file: file.nullish(),
    })
    .nullable(),
  readSeq: count,
});
export type Summary = z.infer<typeof summary>;

/**
 * Every change of one conversation after `since` up to and including `version`: what is pushed live and what catch-up
 * answers are one shape. A reader whose cursor is lower than `since` has a hole to fill first. `conversation` is there
 * when its own fields changed (a title) or when the delta was asked for.
 */
export const delta = z.object({
  conversationId: id,
  since: count,
  version: count,
  lastSeq: count,
  conversation: conversation.nullable(),
  messages: z.array(message),
  participants: z.array(participant),
});
export type Delta = z.infer<typeof delta>;

/** A stretch of a conversation, ascending and without a hole, as of `version`. */
export const historyPage = z.object({
  messages: z.array(message),
  version: count,
  lastSeq: count,
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
});
export type HistoryPage = z.infer<typeof historyPage>;

/** A conversation opened: its list row, everybody in it (the ones who left too, for their names), and their names. */
export const opened = z.object({
  summary,
  participants: z.array(participant),
  people: z.array(person),
});
export type Opened = z.infer<typeof opened>;

/** Whether a user is connected anywhere, and when last. */
export const presence = z.object({ userId: id, online: z.boolean(), lastSeenAt: timestamp.nullable() });
export type Presence = z.infer<typeof presence>;
