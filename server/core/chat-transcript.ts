import type { Message } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import { downloadName } from './download-name.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';
import type { Support } from './support.ts';

/** What stands for the subject of a chat that has none. */
const UNTITLED = 'Support chat';

const minutes = (timestamp: string) => `${timestamp.slice(0, 16).replace('T', ' ')} UTC`;

/** Whatever a text editor may take for the end of a line. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** Each line stands in, so that no text looks like the beginning of another message. */
const indented = (text: string) =>
  text
    .split(LINE_END)
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');

/** A message as its readers see it: who, when, what; of a deleted one only that there was one. */
export function messageText(
  { createdAt, editedAt, deletedAt, content, file }: Message,
  name: string,
): string {
  const said = deletedAt ? '(deleted)' : [file && `(File: ${file.name})`, content].filter(Boolean).join('\n');
  return `${minutes(createdAt)}  ${name}${editedAt && !deletedAt ? ' (edited)' : ''}\n${indented(said)}\n`;
}

interface TranscriptParts {
  store: Pick<Store, 'conversations' | 'users'>;
  support: Pick<Support, 'get'>;
}

export type ChatTranscripts = ReturnType<typeof createChatTranscripts>;

/** Support chats as text, for their client and for admins. Notes and events are none of it. */
export function createChatTranscripts({ store: { conversations, users }, support }: TranscriptParts) {
  /** The messages after that place, as they are now; a page at a time. */
  async function* piecesOf(session: Session, chatId: number): AsyncGenerator<string> {
    const names = new Map<number, string>();
    let [after, last] = [0, Infinity];
    while (after < last) {
      const range = { from: 'after', seq: after } as const;
      const page = await conversations.history(chatId, session.account.id, range, limits.page.max);
      if (!page || page.messages.length === 0) return;
      // What is written while it is read is not waited for.
      last = Math.min(last, page.lastSeq);
      const unknown = new Set(page.messages.map(({ senderId }) => senderId).filter((id) => !names.has(id)));
      for (const { id, name } of unknown.size > 0 ? await users.people([...unknown]) : [])
        names.set(id, name);
      for (const message of page.messages)
        if (message.kind !== 'system') yield `\n${messageText(message, names.get(message.senderId) ?? '?')}`;
      after = page.messages.at(-1)?.seq ?? last;
    }
  }

  return {
    /** A file of text, whose pieces are read as they are taken. Errors: conversation_not_found, forbidden. */
    async read(
      session: Session,
      reference: string,
    ): Promise<{ name: string; pieces: AsyncIterable<string> }> {
      const chat = await support.get(session, reference);
      if (chat.kind !== 'support')
        throw new ChatError('forbidden', undefined, 'Only a support chat has a transcript');
      async function* pieces() {
        yield `${chat.title ?? UNTITLED}\nOpened ${minutes(chat.createdAt)}\n`;
        yield* piecesOf(session, chat.id);
      }
      return { name: downloadName(chat.title, UNTITLED, 'txt'), pieces: pieces() };
    },
  };
}
