import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { Session } from '#server/core/session.ts';
import type { Exchange, SharedConversation, TranscriptStore } from './transcript-store.ts';
import type { Transcripts } from './transcripts.ts';

/** Turns of one page. */
const PAGE = 50;
/** 43 characters, so that no log has them (server/http/handler.ts). */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

const newToken = () => Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString('base64url');

/** One page of a shared conversation, counted from 1. */
export interface SharedPage extends Pick<SharedConversation, 'title' | 'ownerName' | 'sharedAt'> {
  exchanges: Exchange[];
  page: number;
  pages: number;
}

interface SharesParts {
  store: TranscriptStore;
  transcripts: Transcripts;
}

export type Shares = ReturnType<typeof createShares>;

/** Links by which others read a conversation with the assistant as it was when it was shared. */
export function createShares({ store, transcripts }: SharesParts) {
  async function requireOwn({ account }: Session, conversationId: number): Promise<void> {
    if (!(await store.shown(conversationId, account.id))) throw new ChatError('conversation_not_found');
  }

  return {
    /** Error: conversation_not_found. */
    async get(session: Session, { conversationId }: HubParsed<'share.get'>): Promise<HubOutput<'share.get'>> {
      await requireOwn(session, conversationId);
      return { share: (await store.shareOf(conversationId)) ?? null };
    },

    /** Error: conversation_not_found. */
    async make(
      { account }: Session,
      { conversationId }: HubParsed<'share.make'>,
    ): Promise<HubOutput<'share.make'>> {
      const share = await store.share(conversationId, account.id, newToken());
      if (!share) throw new ChatError('conversation_not_found');
      return { share };
    },

    /** Error: conversation_not_found. */
    async end(session: Session, { conversationId }: HubParsed<'share.end'>): Promise<HubOutput<'share.end'>> {
      await requireOwn(session, conversationId);
      await store.unshare(conversationId);
      return {};
    },

    /** What anybody reads who has the link; undefined where it leads nowhere, or there is no such page. */
    async read(token: string, page: number): Promise<SharedPage | undefined> {
      const shared = TOKEN.test(token) ? await store.shared(token) : undefined;
      if (!shared) return undefined;
      const prompts = await transcripts.branch(shared);
      const pages = Math.max(1, Math.ceil(prompts.length / PAGE));
      if (page > pages) return undefined;
      const { title, ownerName, sharedAt } = shared;
      const exchanges = await store.exchanges(shared, prompts.slice((page - 1) * PAGE, page * PAGE));
      return { title, ownerName, sharedAt, exchanges, page, pages };
    },
  };
}
