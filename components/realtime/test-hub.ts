import type {
  Conversation,
  Delta,
  File,
  HistoryPage,
  Message,
  Opened,
  Participant,
  Summary,
} from '#server/protocol/conversation.ts';
import type { ErrorCode } from '#server/protocol/errors.ts';
import type { HubCommand, HubInput, HubOutput, Sent } from '#server/protocol/hub.ts';
import type { Person } from '#server/protocol/identity.ts';
import { localError } from './command-error.ts';
import { excerptOf } from './excerpt.ts';
import { kindOf } from './outgoing-file.ts';
import { forSections, kindsOf } from './sections.ts';

/** A message as it is kept: its quote is made when it is read. */
type Kept = Omit<Message, 'replyTo'> & { replyToId: number | null };

interface Held {
  conversation: Conversation;
  headerVersion: number;
  messages: Kept[];
  participants: Map<number, Participant>;
}

const names = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald'];

/** People 1, 2, 3 …: Ada, Grace, Edsger … */
export const person = (id: number): Person => {
  const name = names[id - 1] ?? `Person ${id}`;
  return { id, username: name.toLowerCase(), name, role: 'USER' };
};

const refuse = (code: ErrorCode) => localError(code);

/**
 * The server's side of the hub in memory: the model that tests compare with. Each change takes one version and is told to
 * `committed` as its delta. Time is a count of milliseconds that grows with each change.
 */
export function createTestHub(options: { changesPage?: number; changesSpan?: number } = {}) {
  const { changesPage = 500, changesSpan = Infinity } = options;
  const conversations = new Map<number, Held>();
  const files = new Map<string, File>();
  const listeners = new Set<(delta: Delta) => void>();
  let moments = 0;
  let messageIds = 0;

  const now = () => new Date(Date.UTC(2026, 0, 1) + ++moments * 1_000).toISOString();

  function held(id: number): Held {
    const found = conversations.get(id);
    if (!found) throw refuse('conversation_not_found');
    return found;
  }

  function member(userId: number, id: number): Held {
    const found = held(id);
    const participant = found.participants.get(userId);
    if (!participant || participant.leftAt) throw refuse('conversation_not_found');
    return found;
  }

  function view({ messages }: Held, kept: Kept): Message {
    const { replyToId, ...message } = kept;
    const quoted = messages.find(({ id }) => id === replyToId);
    const replyTo = quoted && {
      id: quoted.id,
      seq: quoted.seq,
      senderId: quoted.senderId,
      excerpt: excerptOf(quoted),
      deleted: quoted.deletedAt !== null,
      file: quoted.file ?? null,
    };
    return { ...structuredClone(message), replyTo: replyTo ?? null };
  }

  function changes(id: number, since: number, limit = Infinity): { delta: Delta; hasMore: boolean } {
    const from = held(id);
    const { version: head, lastSeq } = from.conversation;
    const byVersion = (a: { version: number }, b: { version: number }) => a.version - b.version;
    const after = ({ version }: { version: number }) => version > since;
    const messages = from.messages.filter(after).toSorted(byVersion);
    const participants = [...from.participants.values()].filter(after).toSorted(byVersion);
    const reach = (rows: { version: number }[]) =>
      rows.length > limit ? (rows[limit - 1]?.version ?? since) : head;
    const version = Math.min(reach(messages), reach(participants));
    const within = (row: { version: number }) => row.version <= version;
    return {
      hasMore: version < head,
      delta: {
        conversationId: id,
        since,
        version,
        lastSeq,
        conversation: from.headerVersion > since ? { ...from.conversation } : null,
        messages: messages.filter(within).map((message) => view(from, message)),
        participants: participants.filter(within).map((participant) => ({ ...participant })),
      },
    };
  }

  /** Runs a change and tells of it. What a sender's pointer does is not repeated in `participants`. */
  function commit(id: number, work: (held: Held, next: () => number) => void): Delta {
    const target = held(id);
    const since = target.conversation.version;
    const pointers = new Set<number>();
    work(target, () => ++target.conversation.version);
    const { delta } = changes(id, since);
    for (const { senderId, version } of delta.messages) {
      const sender = target.participants.get(senderId);
      if (sender?.version === version) pointers.add(senderId);
    }
    const told = { ...delta, participants: delta.participants.filter(({ userId }) => !pointers.has(userId)) };
    for (const listener of listeners) listener(told);
    return told;
  }

  function append(
    to: Held,
    version: number,
    message: Partial<Kept> & { senderId: number; clientId: string },
  ) {
    const { conversation, messages, participants } = to;
    conversation.lastSeq += 1;
    conversation.activeAt = now();
    const kept: Kept = {
      id: ++messageIds,
      conversationId: conversation.id,
      seq: conversation.lastSeq,
      version,
      kind: 'text',
      content: '',
      replyToId: null,
      reactions: {},
      createdAt: conversation.activeAt,
      editedAt: null,
      deletedAt: null,
      ...message,
    };
    messages.push(kept);
    const sender = participants.get(kept.senderId);
    if (sender && sender.leftAt === null)
      participants.set(sender.userId, { ...sender, readSeq: kept.seq, version });
    return kept;
  }

  function join(to: Held, userId: number, version: number, readSeq: number) {
    const role = userId === to.conversation.createdBy ? 'owner' : 'member';
    to.participants.set(userId, { userId, role, readSeq, version, joinedAt: now(), leftAt: null });
  }

  function create(userIds: readonly number[], title: string | null = null): number {
    const id = conversations.size + 1;
    const at = now();
    const fresh: Held = {
      conversation: {
        id,
        uuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
        kind: title === null ? 'direct' : 'group',
        title,
        createdBy: userIds[0] ?? 1,
        createdAt: at,
        activeAt: at,
        lastSeq: 0,
        version: 0,
      },
      headerVersion: 1,
      messages: [],
      participants: new Map(),
    };
    conversations.set(id, fresh);
    commit(id, (target, next) => {
      for (const userId of userIds) join(target, userId, next(), 0);
    });
    return id;
  }

  /** Keeps an uploaded file; one that is called `.png` is an image. */
  function addFile(name: string, size: number): File {
    const image = name.endsWith('.png');
    const mimeType = image ? 'image/png' : 'application/octet-stream';
    const dimensions = image ? { width: 30, height: 20 } : { width: null, height: null };
    const file = { id: crypto.randomUUID(), name, mimeType, size, ...dimensions };
    files.set(file.id, file);
    return file;
  }

  function send(userId: number, input: HubInput<'message.send'>): Sent {
    const { conversationId, clientId, content, replyToId = null, fileId } = input;
    const file = fileId ? files.get(fileId) : null;
    if (file === undefined) throw refuse('file_not_found');
    const to = member(userId, conversationId);
    const sentBefore = to.messages.find((one) => one.senderId === userId && one.clientId === clientId);
    const sentOf = ({ id, seq, version, createdAt }: Kept) => ({
      id,
      conversationId,
      seq,
      version,
      createdAt,
    });
    if (sentBefore) return sentOf(sentBefore);
    let stored: Kept | undefined;
    commit(conversationId, (target, next) => {
      const shown = file && { kind: kindOf(file), file };
      stored = append(target, next(), { senderId: userId, clientId, content, replyToId, ...shown });
    });
    if (!stored) throw refuse('internal');
    return sentOf(stored);
  }

  function change(messageId: number, work: (message: Kept) => Partial<Kept>) {
    for (const [conversationId, { messages }] of conversations) {
      const at = messages.findIndex(({ id }) => id === messageId);
      const message = messages[at];
      if (!message) continue;
      if (message.deletedAt) throw refuse('message_deleted');
      commit(conversationId, (target, next) => {
        target.messages[at] = { ...message, ...work(message), version: next() };
      });
      return { conversationId, version: held(conversationId).conversation.version };
    }
    throw refuse('message_not_found');
  }

  const edit = (messageId: number, content: string) =>
    change(messageId, () => ({ content, editedAt: now() }));
  const remove = (messageId: number) =>
    change(messageId, () => ({ content: '', reactions: {}, file: null, deletedAt: now() }));
  const react = (userId: number, messageId: number, emoji: string, on: boolean) =>
    change(messageId, ({ reactions: { [emoji]: users = [], ...others } }) => {
      const left = users.filter((id) => id !== userId);
      const next = on ? [...left, userId] : left;
      return { reactions: next.length > 0 ? { ...others, [emoji]: next } : others };
    });

  function saveParticipant(id: number, userId: number, save: (one: Participant) => Partial<Participant>) {
    commit(id, ({ participants }, next) => {
      const one = participants.get(userId);
      if (one) participants.set(userId, { ...one, ...save(one), version: next() });
    });
    return { conversationId: id, version: held(id).conversation.version };
  }

  const read = (userId: number, id: number, seq: number) => {
    const readSeq = Math.max(
      member(userId, id).participants.get(userId)?.readSeq ?? 0,
      Math.min(seq, held(id).conversation.lastSeq),
    );
    return { ...saveParticipant(id, userId, () => ({ readSeq })), readSeq };
  };

  function rename(id: number, title: string) {
    commit(id, (target, next) => {
      target.conversation.title = title;
      target.headerVersion = next();
    });
    return { conversationId: id, version: held(id).conversation.version };
  }

  function add(id: number, userId: number) {
    commit(id, (target, next) => join(target, userId, next(), target.conversation.lastSeq));
  }

  const leave = (id: number, userId: number) => saveParticipant(id, userId, () => ({ leftAt: now() }));

  function summary(userId: number, id: number): Summary {
    const { conversation, messages, participants } = member(userId, id);
    const last = messages.at(-1);
    const other = [...participants.keys()].find((one) => one !== userId);
    return {
      ...conversation,
      peer: conversation.kind === 'direct' && other ? person(other) : null,
      last: last
        ? {
            seq: last.seq,
            senderId: last.senderId,
            senderName: person(last.senderId).name,
            kind: last.kind,
            excerpt: excerptOf(last),
            file: last.file ?? null,
          }
        : null,
      readSeq: participants.get(userId)?.readSeq ?? 0,
    };
  }

  function open(userId: number, id: number): Opened {
    const { participants } = member(userId, id);
    return {
      summary: summary(userId, id),
      participants: [...participants.values()].map((one) => ({ ...one })),
      people: [...participants.keys()].map(person),
    };
  }

  function history(
    userId: number,
    { conversationId, before, after, around, limit = 50 }: HubInput<'conversation.history'>,
  ): HistoryPage {
    const from = member(userId, conversationId);
    const { lastSeq, version } = from.conversation;
    const first =
      before !== undefined
        ? before - limit
        : after !== undefined
          ? after + 1
          : around !== undefined
            ? around - Math.floor(limit / 2)
            : lastSeq + 1 - limit;
    const end = before === undefined ? first + limit - 1 : before - 1;
    const messages = from.messages
      .filter(({ seq }) => seq >= first && seq <= end)
      .map((message) => view(from, message));
    return {
      messages,
      version,
      lastSeq,
      hasOlder: (messages[0]?.seq ?? 1) > 1,
      hasNewer: (messages.at(-1)?.seq ?? lastSeq) < lastSeq,
    };
  }

  function list(userId: number, { kinds, cursor, limit = 50 }: HubInput<'conversation.list'>) {
    const rows = [...conversations]
      .filter(([, { participants }]) => participants.get(userId)?.leftAt === null)
      .map(([id]) => summary(userId, id))
      .filter(({ kind }) => kinds?.includes(kind) ?? true)
      .toSorted((a, b) => (a.activeAt < b.activeAt ? 1 : -1));
    const begin = cursor ? rows.findIndex(({ activeAt }) => activeAt < cursor) : 0;
    const items = begin < 0 ? [] : rows.slice(begin, begin + limit);
    const more = begin >= 0 && begin + limit < rows.length;
    return { items, nextCursor: more ? (items.at(-1)?.activeAt ?? null) : null };
  }

  function catchUp(userId: number, { conversationId, since }: HubInput<'conversation.changes'>) {
    const { version } = member(userId, conversationId).conversation;
    if (since > version || version - since > changesSpan) throw refuse('resync_required');
    return changes(conversationId, since, changesPage);
  }

  const isMember = (userId: number, id: number) =>
    conversations.get(id)?.participants.get(userId)?.leftAt === null;

  const handlers: { [C in HubCommand]?: (userId: number, input: HubInput<C>) => HubOutput<C> } = {
    'message.send': send,
    'message.edit': (_userId, { messageId, content }) => edit(messageId, content),
    'message.delete': (_userId, { messageId }) => remove(messageId),
    'message.react': (userId, { messageId, emoji, on }) => react(userId, messageId, emoji, on),
    'conversation.list': list,
    'conversation.open': (userId, { conversationId }) => open(userId, conversationId),
    'conversation.history': history,
    'conversation.changes': catchUp,
    'conversation.direct': (userId, input) => ({
      conversationId: create([userId, input.userId]),
      created: true,
    }),
    'conversation.group': (userId, { title, userIds }) => ({
      conversationId: create([userId, ...userIds], title),
      created: true,
    }),
    'conversation.rename': (_userId, { conversationId, title }) => rename(conversationId, title),
    'conversation.add'(_userId, { conversationId, userIds }) {
      for (const userId of userIds) add(conversationId, userId);
      return { conversationId, version: held(conversationId).conversation.version };
    },
    'conversation.remove': (_userId, { conversationId, userId }) => leave(conversationId, userId),
    'conversation.leave': (userId, { conversationId }) => leave(conversationId, userId),
    'conversation.read': (userId, { conversationId, seq }) => read(userId, conversationId, seq),
    'conversation.typing': () => ({}),
    'people.search': (_userId, { query }) => ({
      people: names.map((_, at) => person(at + 1)).filter(({ username }) => username.startsWith(query)),
    }),
    'people.get': (_userId, { userIds }) => ({ people: userIds.map(person) }),
    'presence.get': (_userId, { userIds }) => ({
      presences: userIds.map((userId) => ({ userId, online: true, lastSeenAt: null })),
    }),
  };

  /** The model has no support chats, and no assistant. */
  function handlerOf<C extends HubCommand>(command: C): (userId: number, input: HubInput<C>) => HubOutput<C> {
    const handle = handlers[command];
    if (!handle) throw refuse('unknown_command');
    return handle;
  }

  return {
    create,
    addFile,
    send,
    edit,
    remove,
    react,
    read,
    rename,
    add,
    leave,
    open,
    history,
    list,
    /** What a page is rendered with. */
    lists: (userId: number) => forSections((section) => list(userId, { kinds: [...kindsOf[section]] })),
    changes,
    isMember,
    conversationsOf: (userId: number) => [...conversations.keys()].filter((id) => isMember(userId, id)),
    head: (id: number) => held(id).conversation.version,
    message: (id: number, seq: number) => held(id).messages[seq - 1],
    /** Runs a command as a user; throws a CommandError. */
    run: <C extends HubCommand>(userId: number, command: C, input: HubInput<C>) =>
      handlerOf(command)(userId, input),
    onCommit(listener: (delta: Delta) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type TestHub = ReturnType<typeof createTestHub>;
