import type { File, Message } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import { FILES_PATH, uuid } from '#server/protocol/files.ts';
import type { Session } from './session.ts';
import type { FileStore } from './store.ts';

export interface FilesParts {
  store: FileStore;
  /** Bytes that the files of one user may take up. */
  quota: number;
  /** Where people reach the server: `https://chat.example.com`. */
  publicAddress: () => string;
  /** A file is gone: its bytes may go, too. */
  removed: (fileId: string) => void;
}

/** Bytes that the files of a visitor may take up: anybody may be one. */
const VISITOR_QUOTA = 100 * 1024 ** 2;

export type Files = ReturnType<typeof createFiles>;

/** Uploaded files as the domain knows them: whose they are and who may see them. Their bytes are server/files'. */
export function createFiles({ store, quota, publicAddress, removed }: FilesParts) {
  const addressOf = (fileId: string) => `${publicAddress()}${FILES_PATH}${fileId}`;
  const quotaOf = ({ visitor }: Session) => (visitor ? Math.min(quota, VISITOR_QUOTA) : quota);

  return {
    addressOf,

    /** Where a file is on this server. */
    pathOf: (fileId: string): string => `${FILES_PATH}${fileId}`,

    /** The id in such a path. */
    idAt: (path: string): string => path.slice(FILES_PATH.length),

    /** A path of this server as an address that works from everywhere. */
    absolute: (path: string): string => `${publicAddress()}${path}`,

    /** The id in the address of a file here, or the id itself; undefined where the text is something else. */
    idIn(text: string): string | undefined {
      const prefix = addressOf('');
      const id = text.startsWith(prefix) ? text.slice(prefix.length) : text;
      return uuid.safeParse(id).success ? id.toLowerCase() : undefined;
    },

    /**
     * What a dialect that has only text says of a message: where it shows a file, the file's address (finer decision 16),
     * below what was written under it.
     */
    textOf({ file, content }: Pick<Message, 'file' | 'content'>): string {
      if (!file) return content;
      return content === '' ? addressOf(file.id) : `${content}\n${addressOf(file.id)}`;
    },

    /** Bytes that the asker may still upload. Error: quota_exceeded. */
    async allowance(session: Session): Promise<number> {
      const { account } = session;
      const left = quotaOf(session) - (await store.used(account.id));
      if (left <= 0) throw new ChatError('quota_exceeded');
      return left;
    },

    /** Takes an uploaded file up. Error: quota_exceeded. */
    async add(session: Session, file: File): Promise<void> {
      if (!(await store.add({ ...file, uploaderId: session.account.id }, quotaOf(session))))
        throw new ChatError('quota_exceeded');
    },

    /** Takes a file up that the server itself has made: it counts for nobody. Its bytes go where it cannot. */
    async addMade(file: File, makerId: number): Promise<void> {
      try {
        await store.add({ ...file, uploaderId: makerId }, null);
      } catch (error) {
        removed(file.id);
        throw error;
      }
    },

    /** A file that the asker may read: their own, or one in a conversation that they may read. Error: file_not_found. */
    async get({ account }: Session, fileId: string): Promise<File> {
      const file = uuid.safeParse(fileId).success && (await store.readable(fileId, account.id));
      if (!file) throw new ChatError('file_not_found');
      return file;
    },

    /** A file of the asker's own, to be sent. Error: file_not_found. */
    async own({ account }: Session, fileId: string): Promise<File> {
      const file = uuid.safeParse(fileId).success && (await store.own(fileId, account.id));
      if (!file) throw new ChatError('file_not_found');
      return file;
    },

    /** Removes a file of the asker's own that no message shows. Errors: file_not_found, file_in_use. */
    async remove(session: Session, fileId: string): Promise<void> {
      const { id } = await this.own(session, fileId);
      if (!(await store.remove(id))) throw new ChatError('file_in_use');
      removed(id);
    },

    /** A message that had it was deleted, or has taken another: where that was the last one, the file goes as well. */
    async letGo({ id }: Pick<File, 'id'>): Promise<void> {
      if (await store.remove(id)) removed(id);
    },

    /** Of these ids those that name a file; for the server itself. */
    known: (fileIds: readonly string[]): Promise<string[]> => store.known(fileIds),
  };
}
