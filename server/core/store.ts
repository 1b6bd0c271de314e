import type {
  Answer,
  Conversation,
  Delta,
  File,
  HistoryPage,
  Message,
  MessageKind,
  Opened,
  Participant,
  Summary,
  SupportState,
} from '#server/protocol/conversation.ts';
import type { ErrorCode } from '#server/protocol/errors.ts';
import type { DeskChat, DeskCounts, DeskView, Snooze } from '#server/protocol/support-hub.ts';
import type { AdministratorStore, AuditStore, SettingsStore } from './administration-store.ts';
import type { ArticleStore, PassageStore } from './article-store.ts';
import type { AutomationStore } from './automation/automation-store.ts';
import type { CannedResponseStore } from './canned-response-store.ts';
import type { DeskSearchStore } from './desk-search-store.ts';
import type { EventStore } from './event-store.ts';
import type { SessionStore, UserStore } from './identity-store.ts';
import type { LabelStore } from './label-store.ts';
import type { NoteStore } from './note-store.ts';
import type { HandOffStore } from './runs/hand-off-store.ts';
import type { PinStore } from './runs/pin-store.ts';
import type { ReportStore } from './report-store.ts';
import type { RunStore } from './runs/run-store.ts';
import type { TranscriptStore } from './runs/transcript-store.ts';
import type { SupportChange } from './support-change.ts';
import type { VisitorStore } from './visitor-store.ts';
import type { WebhookStore } from './webhook-store.ts';

/** A message on its way into the store. */
export interface Draft {
  conversationId: number;
  senderId: number;
  clientId: string;
  kind: MessageKind;
  content: string;
  replyToId: number | null;
  /** An uploaded file that the message shows. */
  file?: File | undefined;
  /** Of the assistant's messages: what they answer. They need no membership. */
  answer?: Answer | undefined;
  /** The prompt that this one takes the place of. */
  replacesId?: number | undefined;
  /** It is a prompt: a run that answers it is stored with it. */
  run?: { model: string | null } | undefined;
}

/** A reader's pointer on its way to `seq`. */
export interface PointerMove {
  conversationId: number;
  userId: number;
  seq: number;
}

/** A conversation as dialects name it. */
export interface Card extends Pick<
  Conversation,
  'id' | 'uuid' | 'kind' | 'title' | 'createdBy' | 'createdAt'
> {
  /** The one other beside its creator, or a support chat's owner; null where there are more, or none. */
  receiverId: number | null;
}

/** What became of a draft: stored now, stored before under the same client id, or refused. */
export type Outcome =
  | {
      status: 'stored';
      message: Message;
      runId?: number | undefined;
      /** It is an admin's first reply to a support chat, or woke a snoozed one. */
      desk?: boolean | undefined;
    }
  | { status: 'duplicate'; message: Message }
  | { status: 'refused'; code: ErrorCode };

/** Which stretch of a conversation: the newest, before or after a `seq` (exclusive), around one (inclusive). */
export type HistoryRange = { from: 'newest' } | { from: 'before' | 'after' | 'around'; seq: number };

/**
 * One transaction on one conversation, whose row is locked: what is read here cannot change under the reader, and
 * versions are given out in commit order. Each `save…` takes the next version, but those of the desk's own.
 */
export interface ConversationChange extends SupportChange {
  readonly conversation: Conversation;
  participant(userId: number): Promise<Participant | undefined>;
  /** Those who have not left, longest member first. */
  members(): Promise<Participant[]>;
  message(messageId: number): Promise<Message | undefined>;
  saveMessage(
    messageId: number,
    change: Partial<Pick<Message, 'content' | 'reactions'>> & {
      /** Of an answer. */
      audioUrl?: string;
      edited?: true;
      deleted?: true;
    },
  ): Promise<void>;
  /** Adds the user, or changes their row. */
  saveParticipant(
    userId: number,
    change: Partial<Pick<Participant, 'role' | 'readSeq'>> & { left?: boolean },
  ): Promise<void>;
  saveTitle(title: string): Promise<void>;
  /** The support chat in which a person answers; null for the assistant. */
  saveHandedTo(chatId: number | null): Promise<void>;
  /** Appends a line about the conversation itself. */
  appendSystem(senderId: number, content: string): Promise<void>;
}

/** Messages and conversations as core needs them; every read answers from one snapshot. */
export interface ConversationStore {
  /** One statement; outcomes in the order of the drafts. Client ids within one batch differ. */
  insert(drafts: readonly Draft[]): Promise<Outcome[]>;
  /** True where the same call may succeed later (connection lost, server restarting): it may or may not have committed. */
  isTransient(error: unknown): boolean;
  /** One statement; pointers in the order of the moves, undefined for who is not in the conversation. */
  movePointers(
    moves: readonly PointerMove[],
  ): Promise<{ pointers: (Participant | undefined)[]; deltas: Delta[] }>;
  findByClientId(conversationId: number, senderId: number, clientId: string): Promise<Message | undefined>;
  /** Runs `work` in a transaction; answers what changed, or undefined where no such conversation is. */
  change(
    conversationId: number,
    work: (change: ConversationChange) => Promise<void>,
  ): Promise<Delta | undefined>;
  /** The conversation of a message, where the user may read it. */
  conversationOf(
    messageId: number,
    userId: number,
  ): Promise<{ conversationId: number; seq: number } | undefined>;

  createDirect(creatorId: number, otherId: number): Promise<{ id: number; created: boolean }>;
  /** A person's conversation with the assistant; `key` makes a repeated creation one. */
  createAssistant(conversation: {
    creatorId: number;
    title: string | null;
    key: string;
  }): Promise<{ id: number; created: boolean }>;
  /** `key` makes a repeated creation one group. */
  createGroup(group: {
    creatorId: number;
    title: string;
    userIds: readonly number[];
    key: string;
    notice: string;
  }): Promise<{ id: number; created: boolean }>;

  /** Undefined where the user is not in it. */
  open(conversationId: number, userId: number): Promise<Opened | undefined>;
  history(
    conversationId: number,
    userId: number,
    range: HistoryRange,
    limit: number,
  ): Promise<HistoryPage | undefined>;
  /** Rows changed after `since`, oldest change first; `userId` null asks as the server itself. */
  changes(
    conversationId: number,
    userId: number | null,
    since: number,
    limit: number,
  ): Promise<{ delta: Delta; hasMore: boolean; head: number } | undefined>;
  /** Of these kinds only; null for all. */
  list(
    userId: number,
    kinds: readonly Conversation['kind'][] | null,
    after: ListCursor | null,
    limit: number,
  ): Promise<Summary[]>;
  /** The conversations that the user is in, with their head versions. */
  memberships(userId: number): Promise<{ conversationId: number; version: number; lastSeq: number }[]>;
  isMember(conversationId: number, userId: number): Promise<boolean>;
  /** Who went out of which conversation since `since` (the `now` of an earlier answer, or null: the last seconds); may repeat some. */
  leftSince(
    since: string | null,
  ): Promise<{ left: { conversationId: number; userId: number }[]; now: string }>;
  /** Those of `userIds` who came into some conversation within the last `seconds`. */
  joinedLately(userIds: readonly number[], seconds: number): Promise<number[]>;
  /** What is known of a conversation without its messages; undefined where there is none. */
  card(conversationId: number): Promise<Card | undefined>;
  /** The conversation that each reference (number or uuid) names, where the user is in it. */
  resolve(userId: number, references: readonly string[]): Promise<(number | undefined)[]>;
  /** How far everybody in the conversation has read. */
  pointers(conversationId: number): Promise<Pick<Participant, 'userId' | 'readSeq'>[]>;
  /** The places of those of `messageIds` that are in the conversation, in its order. */
  places(conversationId: number, messageIds: readonly number[]): Promise<{ id: number; seq: number }[]>;
  /** At most `limit` ids of what others than the user wrote after `from` up to `to` (places), the newest of them, ascending. */
  idsBetween(
    conversationId: number,
    userId: number,
    between: { from: number; to: number },
    limit: number,
  ): Promise<number[]>;
  /** Head versions of those of `ids` that exist. */
  heads(ids: readonly number[]): Promise<[id: number, version: number][]>;
}

/** A chat as the support document shows it. What is no support chat is ACTIVE, and its creator's. */
export interface Chat
  extends SupportState, Pick<Conversation, 'id' | 'uuid' | 'kind' | 'title' | 'createdAt'> {
  /** The last change of status or owner; of other kinds the last message. */
  updatedAt: string;
}

export interface SupportStore {
  /** With a `key` a repeated opening is one chat. */
  open(chat: {
    clientId: number;
    title: string | null;
    key: string | null;
  }): Promise<{ id: number; created: boolean }>;
  /** The chat of any kind that the reference (number or uuid) names, where the reader may read it. */
  chat(reference: string, reader: { id: number; admin: boolean }): Promise<Chat | undefined>;
  /** Support chats, the latest change first; null for any client or any status. */
  list(
    which: { clientId: number | null; status: SupportState['status'] | null },
    after: ListCursor | null,
    limit: number,
  ): Promise<Chat[]>;
  /** The chats of a view as the admin sees them: of those that wait the oldest first, else the latest change first. */
  desk(
    adminId: number,
    which: { view: DeskView; label: string | null; ownerId: number | null },
    after: ListCursor | null,
    limit: number,
  ): Promise<DeskChat[]>;
  /** How many chats there are, each counted up to `most`. */
  counts(adminId: number, most: number): Promise<DeskCounts>;
  /** What only admins see of a chat beside its labels: what the client said to their rating, and whether it is snoozed. */
  aside(conversationId: number): Promise<{ comment: string | null; snooze: Snooze | null }>;
  /** The ACTIVE chats of an admin. */
  ownedBy(adminId: number): Promise<number[]>;
  /** Wakes chats whose time has come, at most `most`; answers their ids. Of many at once each is woken by one. */
  wakeDue(most: number): Promise<number[]>;
  /** How many wait longer than this chat, counted up to `most`. */
  ahead(conversationId: number, most: number): Promise<number>;
  /** The support chats that these references name, whoever is in them. */
  idsOf(references: readonly string[]): Promise<(number | undefined)[]>;
}

/** The last row of a page of the list. */
export interface ListCursor {
  activeAt: string;
  id: number;
}

/** Uploaded files; their bytes lie elsewhere. */
export interface FileStore {
  /**
   * False where the uploader's files would take up more than `quota` bytes (null: as many as they like): of many at once as
   * many as fit are added.
   */
  add(file: File & { uploaderId: number }, quota: number | null): Promise<boolean>;
  /** Bytes that the user's files take up. */
  used(uploaderId: number): Promise<number>;
  own(fileId: string, uploaderId: number): Promise<File | undefined>;
  /** The user's own, or shown or spoken by a message that is not deleted in a conversation that they may read. */
  readable(fileId: string, userId: number): Promise<File | undefined>;
  /** False where a message that is not deleted shows or speaks it, or it is gone already. */
  remove(fileId: string): Promise<boolean>;
  /** Those of these ids that there are. */
  known(fileIds: readonly string[]): Promise<string[]>;
}

/** Everything that core asks of the database. */
export interface Store {
  conversations: ConversationStore;
  support: SupportStore;
  notes: NoteStore;
  deskSearch: DeskSearchStore;
  labels: LabelStore;
  cannedResponses: CannedResponseStore;
  webhooks: WebhookStore;
  events: EventStore;
  handOffs: HandOffStore;
  reports: ReportStore;
  runs: RunStore;
  pins: PinStore;
  transcripts: TranscriptStore;
  users: UserStore;
  administrators: AdministratorStore;
  automation: AutomationStore;
  audit: AuditStore;
  settings: SettingsStore;
  visitors: VisitorStore;
  sessions: SessionStore;
  articles: ArticleStore;
  passages: PassageStore;
  files: FileStore;
}
