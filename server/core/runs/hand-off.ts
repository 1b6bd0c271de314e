import type { Files } from '#server/core/files.ts';
import type { Messages } from '#server/core/messages.ts';
import type { Session } from '#server/core/session.ts';
import type { Chat, ConversationStore } from '#server/core/store.ts';
import type { Support } from '#server/core/support.ts';
import type { Citation, Delta, File } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { HandOffStore, Handing } from './hand-off-store.ts';
import type { Transcripts } from './transcripts.ts';

/** Chats of one conversation that are over before a new one is opened; far above what anybody has. */
const MOST = 1_000;
/** Bytes of a transcript that goes along; what is beyond them stays in the conversation. */
const TRANSCRIPT = 512 * 1024;

interface HandOffParts {
  store: HandOffStore;
  conversations: Pick<ConversationStore, 'change'>;
  support: Pick<Support, 'open' | 'get'>;
  transcripts: Pick<Transcripts, 'markdown'>;
  files: Pick<Files, 'addMade' | 'letGo'>;
  /** Keeps a text as a file, which core takes up. */
  keepText: (text: string, name: string) => Promise<File>;
  /** An article's address, for whoever reads the transcript. */
  addressOf: (citation: Citation) => string;
  send: Messages['send'];
  requireOwn: (session: Session, conversationId: number) => Promise<void>;
  publish: (delta: Delta) => void;
  failed: (error: unknown) => void;
}

export type HandOff = ReturnType<typeof createHandOff>;

const introduction = ({ summary }: Handing): string =>
  ['I have asked the assistant before. What was said is attached.', ...(summary ? [summary] : [])].join(
    '\n\n',
  );

/**
 * Hands a conversation with the assistant over to people, and back. Each step is the same one when it is repeated, so
 * that a handing off that broke off is gone on with by the next try.
 */
export function createHandOff(parts: HandOffParts) {
  const { store, conversations, support, transcripts, files, keepText, addressOf, send } = parts;
  const { requireOwn, publish, failed } = parts;

  /** Sets who answers, where that is another; `notice` is said once. */
  async function hand(session: Session, conversationId: number, to: number | null, notice: string) {
    const delta = await conversations.change(conversationId, async (unit) => {
      if ((unit.conversation.handedTo ?? null) === to) return;
      await unit.saveHandedTo(to);
      await unit.appendSystem(session.account.id, notice);
    });
    if (delta && delta.version > delta.since) publish(delta);
  }

  /** The open chat of this conversation, or a new one. However often it is asked for at once, it is one. */
  async function chatFor(session: Session, conversationId: number, handing: Handing) {
    let before = 0;
    for (let tries = 0; tries < MOST; tries++) {
      const opened: { chat: Chat; created: boolean } = await support.open(session, {
        title: handing.title ?? undefined,
        clientId: `hand-off:${conversationId}:${before}`,
        content: introduction(handing),
      });
      if (opened.created || opened.chat.status !== 'CLOSED') return opened;
      before = opened.chat.id;
    }
    throw new ChatError('unavailable');
  }

  async function transcript(session: Session, conversationId: number): Promise<File> {
    const { name, pieces } = await transcripts.markdown(session, conversationId, addressOf);
    let text = '';
    for await (const piece of pieces) {
      if (Buffer.byteLength(text) + Buffer.byteLength(piece) > TRANSCRIPT) {
        text += '\n…\n';
        break;
      }
      text += piece;
    }
    return keepText(text, name);
  }

  /** Says in the chat what was said until now; nothing where that has been said. */
  async function attach(session: Session, conversationId: number, chat: Chat, { lastSeq }: Handing) {
    const file = await transcript(session, conversationId);
    await files.addMade(file, session.account.id);
    try {
      await send(session, {
        conversationId: chat.id,
        content: '',
        fileId: file.id,
        clientId: `hand-off:${conversationId}@${lastSeq}`,
      });
    } finally {
      // Nothing happens where the chat has taken it.
      await files.letGo(file).catch(failed);
    }
  }

  return {
    /** Errors: conversation_not_found, rate_limited, chat_closed (while it was handed over). */
    async begin(
      session: Session,
      { conversationId }: HubParsed<'assistant.handOff'>,
    ): Promise<HubOutput<'assistant.handOff'>> {
      await requireOwn(session, conversationId);
      const handing = await store.handing(conversationId);
      if (!handing) throw new ChatError('conversation_not_found');
      const { handedTo } = handing;
      if (handedTo !== null) {
        const { status } = await support.get(session, String(handedTo));
        if (status !== 'CLOSED') return { conversationId: handedTo, created: false };
      }
      const { chat, created } = await chatFor(session, conversationId, handing);
      await attach(session, conversationId, chat, handing);
      await hand(
        session,
        conversationId,
        chat.id,
        'A person answers in a support chat. The assistant is silent here.',
      );
      return { conversationId: chat.id, created };
    },

    /** Error: conversation_not_found. */
    async end(
      session: Session,
      { conversationId }: HubParsed<'assistant.askBack'>,
    ): Promise<Record<string, never>> {
      await requireOwn(session, conversationId);
      await hand(session, conversationId, null, 'The assistant answers here again.');
      return {};
    },
  };
}
