import { ChatError } from '#server/protocol/errors.ts';
import type { Session } from '#server/core/session.ts';
import { branchTo } from '#server/protocol/turns.ts';
import type { Exchange, Extent, TranscriptStore } from './transcript-store.ts';
import { type LinkOf, markdownFileName, markdownOf } from './markdown.ts';

/** Exchanges that are read at once. */
const AT_ONCE = 50;

export type Transcripts = ReturnType<typeof createTranscripts>;

/** Conversations with the assistant from the first turn to the last, on the newest branch (server/protocol/turns.ts). */
export function createTranscripts(store: TranscriptStore) {
  /** The prompts of the newest branch, in their order. */
  async function branch(extent: Extent): Promise<number[]> {
    const prompts = await store.prompts(extent);
    const last = prompts.at(-1);
    return last ? branchTo(last, prompts).map(({ id }) => id) : [];
  }

  async function* exchangesOf(extent: Extent): AsyncGenerator<Exchange> {
    const prompts = await branch(extent);
    for (let from = 0; from < prompts.length; from += AT_ONCE)
      yield* await store.exchanges(extent, prompts.slice(from, from + AT_ONCE));
  }

  return {
    branch,

    /**
     * The asker's whole conversation as it is now: a file in Markdown, whose pieces are read as they are taken. Error:
     * conversation_not_found.
     */
    async markdown(
      { account }: Session,
      conversationId: number,
      linkOf: LinkOf,
    ): Promise<{ name: string; pieces: AsyncIterable<string> }> {
      const shown = await store.shown(conversationId, account.id);
      if (!shown) throw new ChatError('conversation_not_found');
      return { name: markdownFileName(shown.title), pieces: markdownOf(shown, exchangesOf(shown), linkOf) };
    },
  };
}
