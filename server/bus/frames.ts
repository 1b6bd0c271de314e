import { z } from 'zod';
import type {
  ConversationEvent,
  DeskEvent,
  EventOf,
  GapEvent,
  InstanceEvent,
  NoteEvent,
  PinsEvent,
  RunOrder,
  SupportEvent,
  Topic,
  UserEvent,
} from '#server/core/bus.ts';
import { delta, supportState } from '#server/protocol/conversation.ts';
import { count, id } from '#server/protocol/fields.ts';
import { run, runText } from '#server/protocol/runs.ts';
import { supportNote } from '#server/protocol/support-notes.ts';

/** Instances of another version's frames are foreign to each other: they meet in the store. */
const VERSION = '1';

/** A schema for each event of a union, by its type: one that has none does not compile. */
type SchemasOf<E extends { type: string }> = { [One in E as One['type']]: z.ZodType<One> };

const conversationEvents: SchemasOf<ConversationEvent> = {
  changes: z.object({ type: z.literal('changes'), delta }),
  head: z.object({ type: z.literal('head'), version: count }),
  typing: z.object({
    type: z.literal('typing'),
    conversationId: id,
    userId: id,
    email: z.string(),
    typing: z.boolean(),
  }),
  read: z.object({
    type: z.literal('read'),
    conversationId: id,
    userId: id,
    messageIds: z.array(id),
    seq: count,
  }),
  run: z.object({ type: z.literal('run'), run }),
  'run-text': runText.extend({ type: z.literal('run-text') }),
};

const userEvents: SchemasOf<UserEvent> = {
  memberships: z.object({ type: z.literal('memberships') }),
  'sessions-ended': z.object({ type: z.literal('sessions-ended'), sessionIds: z.array(z.string()) }),
};

const name = z.string().min(1).max(64);
const fact = z.union([
  z.templateLiteral(['online ', id]),
  z.templateLiteral(['room ', id, ' ', id]),
  z.templateLiteral(['view ', id, ' ', id]),
]);

const instanceEvents: SchemasOf<InstanceEvent> = {
  change: z.object({
    type: z.literal('change'),
    from: name,
    changes: count,
    fact,
    present: z.boolean(),
  }),
  state: z.object({ type: z.literal('state'), from: name, changes: count, facts: z.array(fact) }),
  ask: z.object({ type: z.literal('ask'), from: name, to: name }),
  alive: z.object({ type: z.literal('alive'), from: name, changes: count }),
  gone: z.object({ type: z.literal('gone'), from: name }),
};

const supportEvent: z.ZodType<SupportEvent> = supportState.extend({
  conversationId: id,
  version: id,
  change: z.enum(['opened', 'status', 'owner']),
});

const noteEvent: z.ZodType<NoteEvent> = z.object({ note: supportNote, aboutId: id });

const deskEvent: z.ZodType<DeskEvent> = z.object({ conversationId: id });

const pinsEvent: z.ZodType<PinsEvent> = z.object({ userId: id });

const runOrders: SchemasOf<RunOrder> = {
  queued: z.object({ type: z.literal('queued'), conversationId: id }),
  stop: z.object({ type: z.literal('stop'), runId: id }),
};

/** What others say of a gap is of all topics. */
const gapEvent: z.ZodType<GapEvent> = z.object({ topics: z.literal('all'), seconds: z.number().min(0) });

function parseOneOf(schemas: Record<string, z.ZodType>, event: unknown): unknown {
  const { type } = z.object({ type: z.string() }).parse(event);
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  if (!schema) throw new Error(`There is no event ${type}`);
  return schema.parse(event);
}

function parseEvent(topic: Topic, event: unknown): unknown {
  if (topic === 'instances') return parseOneOf(instanceEvents, event);
  if (topic === 'support') return supportEvent.parse(event);
  if (topic === 'notes') return noteEvent.parse(event);
  if (topic === 'desk') return deskEvent.parse(event);
  if (topic === 'pins') return pinsEvent.parse(event);
  if (topic === 'gap') return gapEvent.parse(event);
  if (topic === 'runs') return parseOneOf(runOrders, event);
  if (topic.startsWith('conversation:')) return parseOneOf(conversationEvents, event);
  return parseOneOf(userEvents, event);
}

/** `<version> <instance> <event as JSON>`. */
export const encodeFrame = (instance: string, event: unknown): string =>
  `${VERSION} ${instance} ${JSON.stringify(event)}`;

/**
 * The event of a frame that came in on a topic; undefined where it is this instance's own. Throws where it is nothing
 * that an instance of this version says.
 */
export function decodeFrame<T extends Topic>(
  instance: string,
  topic: T,
  frame: string,
): EventOf<T> | undefined {
  const [, version, from, json = ''] = /^(\S{1,8}) (\S{1,64}) (.*)$/s.exec(frame) ?? [];
  if (version !== VERSION) throw new Error('It is of another version');
  if (from === instance) return undefined;
  return parseEvent(topic, JSON.parse(json)) as EventOf<T>;
}
