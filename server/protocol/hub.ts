import { z } from 'zod';
import { conversationKind, delta, historyPage, opened, presence, summary } from './conversation.ts';
import type { ErrorView } from './errors.ts';
import { caption, clientId, count, emoji, id, messageText, pageSize, timestamp, title } from './fields.ts';
import { uuid } from './files.ts';
import { handOffCommands } from './hand-off.ts';
import { account, person } from './identity.ts';
import { limits } from './limits.ts';
import { promptFields, runCommands, runEvents } from './runs.ts';
import { pinCommands, pinEvents } from './pins.ts';
import { shareCommands } from './shares.ts';
import { draftHubCommands } from './support-drafts.ts';
import { eventHubCommands } from './support-events.ts';
import { supportHubCommands, supportHubEvents } from './support-hub.ts';
import { labelHubCommands, labelHubEvents } from './support-labels.ts';
import { noteHubCommands, noteHubEvents } from './support-notes.ts';

/** The version of the hub dialect; it changes when an old client would misunderstand. */
export const HUB_VERSION = 1;
/** The Socket.IO namespace of the hub dialect. */
export const HUB_NAMESPACE = '/hub';

const userIds = z.array(id).min(1).max(limits.idsPerCommand);
const inConversation = z.object({ conversationId: id });

/** A commit in a conversation, as the one who caused it is told. */
const changed = z.object({ conversationId: id, version: count });

/** What an acknowledged send is told: the message is committed in Postgres under this place and version. */
export const sent = z.object({ id, conversationId: id, seq: id, version: id, createdAt: timestamp });
export type Sent = z.infer<typeof sent>;

/**
 * Every command of the hub: `emit(name, input, acknowledge)`. The acknowledgement is `{ok: true, data}` or
 * `{ok: false, error}`.
 */
export const hubCommands = {
  'message.send': {
    /** With a file that the sender has uploaded the content is what is written under it, and may be empty. */
    input: inConversation
      .extend({
        content: caption,
        clientId,
        replyToId: id.nullish(),
        fileId: uuid.nullish(),
        ...promptFields,
      })
      .refine(({ content, fileId }) => fileId || content.trim() !== '', {
        path: ['content'],
        error: 'content should not be empty',
      }),
    output: sent,
  },
  'message.edit': { input: z.object({ messageId: id, content: messageText }), output: changed },
  'message.delete': { input: z.object({ messageId: id }), output: changed },
  'message.react': { input: z.object({ messageId: id, emoji, on: z.boolean() }), output: changed },
  'conversation.list': {
    /** Of these kinds only, of all where they are left out. */
    input: z.object({
      kinds: z.array(conversationKind).max(conversationKind.options.length).nullish(),
      cursor: z.string().max(64).nullish(),
      limit: pageSize,
    }),
    output: z.object({ items: z.array(summary), nextCursor: z.string().nullable() }),
  },
  'conversation.open': { input: inConversation, output: opened },
  'conversation.history': {
    /** At most one of `before`, `after` (exclusive) and `around` (inclusive), each a `seq`; none: the newest. */
    input: inConversation
      .extend({ before: id.optional(), after: count.optional(), around: id.optional(), limit: pageSize })
      .refine(
        (input) => [input.before, input.after, input.around].filter((seq) => seq !== undefined).length <= 1,
        'give at most one of before, after and around',
      ),
    output: historyPage,
  },
  'conversation.changes': {
    /** Answers at most `limits.changesPage` rows; `version` of the answer is the next cursor. */
    input: inConversation.extend({ since: count }),
    output: z.object({ delta, hasMore: z.boolean() }),
  },
  'conversation.direct': {
    input: z.object({ userId: id }),
    output: z.object({ conversationId: id, created: z.boolean() }),
  },
  'conversation.group': {
    /** `clientId` makes a repeated creation one group. */
    input: z.object({ title, userIds: z.array(id).max(limits.idsPerCommand), clientId }),
    output: z.object({ conversationId: id, created: z.boolean() }),
  },
  'conversation.rename': { input: inConversation.extend({ title }), output: changed },
  'conversation.add': { input: inConversation.extend({ userIds }), output: changed },
  'conversation.remove': { input: inConversation.extend({ userId: id }), output: changed },
  'conversation.leave': { input: inConversation, output: changed },
  'conversation.read': {
    input: inConversation.extend({ seq: count }),
    output: changed.extend({ readSeq: count }),
  },
  'conversation.typing': { input: inConversation.extend({ typing: z.boolean() }), output: z.object({}) },
  'people.search': {
    input: z.object({ query: z.string().max(limits.searchQuery), limit: pageSize }),
    output: z.object({ people: z.array(person) }),
  },
  'people.get': { input: z.object({ userIds }), output: z.object({ people: z.array(person) }) },
  ...runCommands,
  ...shareCommands,
  ...pinCommands,
  ...handOffCommands,
  'presence.get': { input: z.object({ userIds }), output: z.object({ presences: z.array(presence) }) },
  ...supportHubCommands,
  ...noteHubCommands,
  ...labelHubCommands,
  ...eventHubCommands,
  ...draftHubCommands,
} as const;

export type HubCommand = keyof typeof hubCommands;
/** What a client may pass (defaults not yet filled in). */
export type HubInput<C extends HubCommand> = z.input<(typeof hubCommands)[C]['input']>;
/** What a handler receives (parsed). */
export type HubParsed<C extends HubCommand> = z.output<(typeof hubCommands)[C]['input']>;
export type HubOutput<C extends HubCommand> = z.output<(typeof hubCommands)[C]['output']>;

/** The acknowledgement of a command. */
export type HubAck<T> = { ok: true; data: T } | { ok: false; error: ErrorView };

/** Everything the hub pushes. */
export const hubEvents = {
  /** First frame of a connection: it is subscribed; what it holds may be caught up now. */
  ready: z.object({ version: z.literal(HUB_VERSION), account }),
  /** Changes of a conversation, in version order. */
  changes: delta,
  /** The reader came into this conversation: it was created, or they were added. */
  added: z.object({ conversationId: id }),
  /** The reader is no longer in this conversation. */
  removed: z.object({ conversationId: id }),
  /** Heartbeat: the head versions of conversations that changed lately. A lower cursor means a lost push. */
  heads: z.array(z.tuple([id, count])),
  typing: z.object({ conversationId: id, userId: id, typing: z.boolean() }),
  presence,
  ...supportHubEvents,
  ...noteHubEvents,
  ...labelHubEvents,
  ...runEvents,
  ...pinEvents,
  /** The server is about to stop: connect again after a moment. */
  draining: z.object({}),
  /** Why the server is about to end this connection. */
  ended: z.object({ code: z.string(), message: z.string() }),
} as const;

export type HubEvent = keyof typeof hubEvents;
export type HubPayload<E extends HubEvent> = z.infer<(typeof hubEvents)[E]>;

/** Socket.IO's own typing of both directions. */
export type HubServerEvents = { [E in HubEvent]: (payload: HubPayload<E>) => void };
export type HubClientEvents = {
  [C in HubCommand]: (input: HubInput<C>, acknowledge: (answer: HubAck<HubOutput<C>>) => void) => void;
};
