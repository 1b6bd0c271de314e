import type { Delta, File, Message, MessageKind } from '#server/protocol/conversation.ts';
import { ChatError, type ErrorCode, isChatError } from '#server/protocol/errors.ts';
import type { HubParsed } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Files } from './files.ts';
import { createInTurn } from './in-turn.ts';
import { requireAuthor, requireLive, requireMayDelete, requireMember } from './policies.ts';
import { type Limit, tooMany } from './rate-limit.ts';
import type { Prompts } from './runs/prompts.ts';
import type { Session } from './session.ts';
import type { ConversationChange, ConversationStore, Draft } from './store.ts';
import type { Support } from './support.ts';
import type { Writer, Written } from './writer.ts';

interface MessagesParts {
  store: ConversationStore;
  writer: Writer;
  sends: Limit;
  publish: (delta: Delta) => void;
  /** Lets an admin into a support chat. */
  enter: Support['enter'];
  files: Pick<Files, 'idIn' | 'idAt' | 'own' | 'letGo'>;
  prompts: Pick<Prompts, 'judge' | 'mayBePrompt'>;
  /** Hears of each prompt that was stored, with the run that answers it. */
  asked: (prompt: Message, runId: number, model: string | null) => void;
  /** Hears of each message that was deleted. */
  deleted: (conversationId: number, messageId: number) => void;
}

/** What a send of an admin who has not entered the chat, or whose chat nobody owns, is refused with. */
const ENTERABLE: ReadonlySet<string> = new Set<ErrorCode>(['conversation_not_found', 'chat_unclaimed']);

/** How often a send enters: whoever enters an owned chat may find it released before the message is stored. */
const ENTRIES = 3;

/** Images have dimensions. */
const kindOf = (file: File) => (file.width === null ? 'file' : 'image');

/** What a repeat is not refused with: the limit does not count it, and its file may have been deleted meanwhile. */
const UNLESS_REPEATED: ReadonlySet<string> = new Set<ErrorCode>(['assistant_limited', 'file_not_found']);

/** A send of a person, from whatever dialect. */
export interface SendInput {
  conversationId: number;
  /** `text` unless said otherwise; the content of an `image` or a `file` is its address, or its id. */
  kind?: Exclude<MessageKind, 'system'> | undefined;
  content: string;
  /** An uploaded file of the sender's; the content is then what is written under it, and may be empty. */
  fileId?: string | null | undefined;
  /** Without one a repeat is a second message. */
  clientId?: string | null | undefined;
  replyToId?: number | null | undefined;
  /** Of a prompt: the one whose place it takes. */
  replacesId?: number | null | undefined;
  /** Of a prompt: who is to answer it. */
  model?: string | null | undefined;
  /** Of a prompt: it is answered, though the conversation was handed off. */
  asks?: boolean | undefined;
}

/** What a send is stored with besides what it says. */
type Extra = Awaited<ReturnType<Prompts['judge']>> & Partial<Pick<Draft, 'kind' | 'content' | 'file'>>;

export type Messages = ReturnType<typeof createMessages>;

/** What people do with messages: send, edit, delete, react. Every answer means: committed. */
export function createMessages(parts: MessagesParts) {
  const { store, writer, sends, publish, enter, files, prompts, asked, deleted } = parts;
  /** By sender and conversation: further sends wait for an entry under way, so that none overtakes the first. */
  const entering = new Map<string, Promise<boolean>>();
  const inTurn = createInTurn();

  function enterOnce(session: Session, conversationId: number): Promise<boolean> {
    const key = `${session.account.id}/${conversationId}`;
    const running = entering.get(key);
    if (running) return running;
    const entry = enter(session, conversationId, { claim: true }).finally(() => entering.delete(key));
    entering.set(key, entry);
    return entry;
  }

  /** Writes; an admin's first message makes them a participant, and the owner of a chat that has none. */
  async function write(session: Session, draft: Draft): Promise<Written> {
    if (entering.size > 0) await entering.get(`${draft.senderId}/${draft.conversationId}`);
    for (let entries = 0; ; entries += 1)
      try {
        return await writer.write(draft);
      } catch (error) {
        const mayHelp =
          session.account.role === 'ADMIN' && error instanceof ChatError && ENTERABLE.has(error.code);
        if (!mayHelp || entries === ENTRIES || !(await enterOnce(session, draft.conversationId))) throw error;
      }
  }

  /** Finds the message where the asker is a member, locks its conversation and runs `work`. */
  async function changeMessage(
    session: Session,
    messageId: number,
    work: (change: ConversationChange) => Promise<void>,
  ): Promise<{ conversationId: number; version: number }> {
    const found = await store.conversationOf(messageId, session.account.id);
    if (!found) throw new ChatError('message_not_found');
    const delta = await store.change(found.conversationId, work);
    if (!delta) throw new ChatError('message_not_found');
    if (delta.version > delta.since) publish(delta);
    return { conversationId: found.conversationId, version: delta.version };
  }

  /** The answer to an earlier send under the same client id, which may still be on its way. */
  async function repeated(conversationId: number, senderId: number, clientId: string) {
    const written = await writer.pending({ conversationId, senderId, clientId });
    if (written) return written;
    const message = await store.findByClientId(conversationId, senderId, clientId);
    return message && { message, duplicate: true };
  }

  /** The id of the uploaded file that a send shows; undefined where it shows none. */
  const fileIn = ({ kind = 'text', content, fileId }: SendInput): string | undefined =>
    fileId ?? (kind === 'text' ? undefined : files.idIn(content));

  /** Looks up the file that a send shows, and judges whether it is a prompt: what says nothing asks nothing. */
  async function prepare(session: Session, input: SendInput): Promise<Extra> {
    const fileId = fileIn(input);
    if (fileId === undefined) return prompts.judge(session, input);
    const file = await files.own(session, fileId);
    const content = input.fileId ? input.content : '';
    const asking = content.trim() === '' ? {} : await prompts.judge(session, { ...input, content });
    return { kind: kindOf(file), content, file, ...asking };
  }

  /** A send that was judged. Until it waits for the store it is one step, so that sends keep their order. */
  async function sendNow(session: Session, input: SendInput, extra: Extra): Promise<Written> {
    const senderId = session.account.id;
    const key = String(senderId);
    // Answers come in the order of the questions.
    const taken = sends.take(key);
    const wait = typeof taken === 'number' ? taken : await taken;
    if (wait > 0) {
      // A repeat is not a new message: it is answered whatever the limit says.
      const first = input.clientId && (await repeated(input.conversationId, senderId, input.clientId));
      if (first) return first;
      throw tooMany('messages', wait);
    }
    const written = await write(session, {
      conversationId: input.conversationId,
      senderId,
      clientId: input.clientId ?? crypto.randomUUID(),
      kind: input.kind ?? 'text',
      content: input.content,
      replyToId: input.replyToId ?? null,
      ...extra,
    });
    if (written.duplicate) sends.giveBack(key);
    if (written.runId !== undefined) asked(written.message, written.runId, extra.run?.model ?? null);
    return written;
  }

  /** Prepares a send and sends it, in the order of the sender's sends in that conversation. */
  async function sendInTurn(session: Session, input: SendInput, turn: string): Promise<Written> {
    try {
      const { written } = await inTurn.run(turn, async () => {
        const extra = await prepare(session, input);
        return { written: sendNow(session, input, extra) };
      });
      return await written;
    } catch (error) {
      if (!isChatError(error) || !UNLESS_REPEATED.has(error.code)) throw error;
      const { id } = session.account;
      const first = input.clientId && (await repeated(input.conversationId, id, input.clientId));
      if (first) return first;
      throw error;
    }
  }

  return {
    /**
     * Errors: conversation_not_found, chat_closed, reply_not_found, file_not_found, rate_limited (`retryAfter`),
     * unavailable; of prompts also those of `Prompts.judge`.
     */
    send(session: Session, input: SendInput): Promise<Written> {
      const turn = `${session.account.id}/${input.conversationId}`;
      const prepared =
        inTurn.busy(turn) || fileIn(input) !== undefined || prompts.mayBePrompt(session, input);
      return prepared ? sendInTurn(session, input, turn) : sendNow(session, input, {});
    },

    /** Errors: message_not_found, message_deleted, forbidden. */
    edit: (session: Session, { messageId, content }: HubParsed<'message.edit'>) =>
      changeMessage(session, messageId, async (change) => {
        const userId = session.account.id;
        requireMember(await change.participant(userId));
        const message = requireLive(await change.message(messageId));
        requireAuthor(message, userId);
        if (message.content !== content) await change.saveMessage(messageId, { content, edited: true });
      }),

    /** Leaves a tombstone: the place stays, content, reactions and file are erased. Deleting twice changes nothing. */
    async remove(session: Session, { messageId }: HubParsed<'message.delete'>) {
      let gone: Message | undefined;
      const changed = await changeMessage(session, messageId, async (change) => {
        const member = requireMember(await change.participant(session.account.id));
        const found = await change.message(messageId);
        if (found?.deletedAt) return;
        const message = requireLive(found);
        requireMayDelete(change.conversation, member, message);
        await change.saveMessage(messageId, { content: '', reactions: {}, deleted: true });
        gone = message;
      });
      if (gone?.file) await files.letGo(gone.file);
      if (gone?.answer?.audioUrl) await files.letGo({ id: files.idAt(gone.answer.audioUrl) });
      deleted(changed.conversationId, messageId);
      return changed;
    },

    /** Puts the asker's reaction on a message or takes it off; doing either twice changes nothing. */
    react: (session: Session, { messageId, emoji, on }: HubParsed<'message.react'>) =>
      changeMessage(session, messageId, async (change) => {
        const userId = session.account.id;
        requireMember(await change.participant(userId));
        const { reactions } = requireLive(await change.message(messageId));
        const users = reactions[emoji] ?? [];
        if (users.includes(userId) === on) return;
        const next = on ? [...users, userId] : users.filter((id) => id !== userId);
        const { [emoji]: _, ...others } = reactions;
        if (on && !reactions[emoji] && Object.keys(others).length >= limits.reactionsPerMessage)
          throw new ChatError('too_many_reactions');
        await change.saveMessage(messageId, {
          reactions: next.length > 0 ? { ...reactions, [emoji]: next } : others,
        });
      }),
  };
}
