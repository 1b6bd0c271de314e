import { z } from 'zod';
import { excerptPart } from './articles.ts';
import { conversationKind, summary, supportState, supportStatus } from './conversation.ts';
import { clientId, count, id, messageText, pageSize, plainText, timestamp, title } from './fields.ts';
import { account, person } from './identity.ts';
import { limits } from './limits.ts';
import { closing } from './support-events.ts';
import { supportLabel } from './support-labels.ts';
import { visitor } from './widget.ts';

/** What the hub says and hears of support chats. Its clients read theirs as conversations of the kind `support`. */

const inChat = z.object({ conversationId: id });

/** A support chat once a command on it is done. */
const supportChanged = supportState.extend({ conversationId: id });

/** What the desk is looked at by: the queue, one's own, everybody's, what is put aside, what is over. */
export const deskView = z.enum(['waiting', 'mine', 'active', 'snoozed', 'closed', 'all']);
export type DeskView = z.infer<typeof deskView>;

/** A chat that is put aside, until a time or (null) until its client writes. No client hears of it. */
const snooze = z.object({ until: timestamp.nullable() });
export type Snooze = z.infer<typeof snooze>;

/** A support chat as an admin's list shows it. */
export const deskChat = summary.extend({
  kind: conversationKind.extract(['support']),
  support: supportState,
  client: person,
  /** Null while nobody has claimed it. */
  owner: person.nullable(),
  labels: z.array(z.string()),
  snooze: snooze.nullable(),
  /** The last change of status or owner: since when it waits, or is active, or closed. */
  changedAt: timestamp,
});
export type DeskChat = z.infer<typeof deskChat>;

/** A support chat that a search has found, and what of it. */
export const deskHit = z.object({
  chat: deskChat,
  place: z.enum(['message', 'note', 'subject', 'client', 'owner']),
  /** When the message or note was written; of the others when the chat was active last. */
  at: timestamp,
  /** The message's place in the chat; null of all others. */
  seq: id.nullable(),
  /** Who wrote the message or note. */
  writtenBy: z.string().nullable(),
  excerpt: z.array(excerptPart),
});
export type DeskHit = z.infer<typeof deskHit>;

/** How many chats there are in a view; what is more than 100 counts as 100. */
export const deskCounts = z.object({ waiting: count, mine: count, active: count, snoozed: count });
export type DeskCounts = z.infer<typeof deskCounts>;

/** An earlier chat of a client. */
const earlierChat = z.object({
  id,
  title: z.string().nullable(),
  status: supportStatus,
  changedAt: timestamp,
});

/** Commands of the hub on support chats. What is marked so is for admins. */
export const supportHubCommands = {
  /** `clientId` makes a repeated opening one chat, with one first message. */
  'support.open': {
    input: z.object({ subject: title, content: messageText, clientId }),
    output: z.object({ conversationId: id, created: z.boolean() }),
  },
  /** How many wait before this chat; null where it does not wait. What is more than 100 counts as 100. */
  'support.place': { input: inChat, output: z.object({ ahead: count.nullable() }) },
  /** CLOSED becomes PENDING for its client, ACTIVE and one's own for an admin. */
  'support.reopen': { input: inChat, output: supportChanged },
  /** By its client, while it is CLOSED, which it stays; the last rating counts. */
  'support.rate': {
    input: inChat.extend({
      rating: z.int().min(1).max(5),
      comment: plainText(limits.ratingComment).nullish(),
    }),
    output: supportChanged,
  },
  /** Admins. */
  'support.list': {
    input: z.object({
      view: deskView,
      /** Only those with this label. */
      label: supportLabel.nullish(),
      /** Only those that this admin owns, or owned last. */
      adminId: id.nullish(),
      cursor: z.string().max(64).nullish(),
      limit: pageSize,
    }),
    output: z.object({ items: z.array(deskChat), nextCursor: z.string().nullable() }),
  },
  /** Admins: one row a chat, the latest find first. All words must be found together; the last may be a beginning. */
  'support.search': {
    input: z.object({
      query: plainText(limits.deskSearch),
      cursor: z.string().max(64).nullish(),
      limit: pageSize,
    }),
    output: z.object({ items: z.array(deskHit), nextCursor: z.string().nullable() }),
  },
  /** Admins. */
  'support.counts': { input: z.object({}), output: deskCounts },
  /** Admins: who wrote this chat, and their other chats, the latest change first, ten at most. */
  'support.client': {
    input: inChat,
    output: z.object({
      client: account,
      /** Of a client who came by the widget; the email of the account is then nobody's. */
      visitor: visitor.nullable(),
      chats: z.array(earlierChat),
      labels: z.array(z.string()),
      /** What the client said to their rating. */
      comment: z.string().nullable(),
      snooze: snooze.nullable(),
    }),
  },
  /** Admins: everybody who may own a chat, by name, and whether they take waiting chats in turn while they are online. */
  'support.admins': {
    input: z.object({}),
    output: z.object({ people: z.array(person.extend({ available: z.boolean() })) }),
  },
  /** Admins: whether the asker takes waiting chats in turn, where the desk assigns them so. */
  'support.available': {
    input: z.object({ available: z.boolean() }),
    output: z.object({ available: z.boolean() }),
  },
  /** Admins: what the page behind this socket shows now; null: no chat. `viewers` follows. */
  'support.view': { input: z.object({ conversationId: id.nullable() }), output: z.object({}) },
  /** Admins: an unclaimed chat becomes ACTIVE and the asker's. */
  'support.claim': { input: inChat, output: supportChanged },
  /** Its owner: to another admin, with a note for the admins. */
  'support.assign': {
    input: inChat.extend({ adminId: id, note: messageText.nullish() }),
    output: supportChanged,
  },
  /** Its owner: back to PENDING. */
  'support.release': { input: inChat, output: supportChanged },
  /** Admins. */
  'support.close': { input: inChat.extend(closing), output: supportChanged },
  /** Admins: each by itself; a chat that cannot be closed stops no other. */
  'support.closeMany': {
    input: z.object({ conversationIds: z.array(id).min(1).max(limits.closedAtOnce), ...closing }),
    output: z.object({
      results: z.array(
        z.object({
          conversationId: id,
          /** `unchanged`: it was closed already. */
          outcome: z.enum(['closed', 'unchanged', 'conversation_not_found', 'unavailable']),
        }),
      ),
    }),
  },
  /** Its owner, or any admin where it has none. A chat that is snoozed already is snoozed anew. */
  'support.snooze': {
    input: inChat.extend({
      until: timestamp.nullable(),
      /** The place of the last message that the asker has seen: refused where the client has written after it. */
      seq: count.nullish(),
    }),
    output: z.object({ conversationId: id, snooze: snooze.nullable() }),
  },
  /** As above. Of a chat that is awake it changes nothing. */
  'support.wake': { input: inChat, output: z.object({ conversationId: id, snooze: snooze.nullable() }) },
} as const;

/** Events of the hub on support chats. */
export const supportHubEvents = {
  /** Who has the chat open at the desk: to these alone. */
  viewers: z.object({ conversationId: id, userIds: z.array(id) }),
  /** To the chat's client and every admin. `version` is the conversation's at this change: of one chat it only grows. */
  support: supportChanged.extend({ version: id, change: z.enum(['opened', 'status', 'owner']) }),
} as const;
