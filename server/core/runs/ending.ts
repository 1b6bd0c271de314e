import type { Draft } from '#server/core/store.ts';
import type { Writer } from '#server/core/writer.ts';
import { type ErrorCode, isChatError } from '#server/protocol/errors.ts';
import { answerClientId, type Run } from '#server/protocol/runs.ts';
import { namedIn } from '#server/core/citations.ts';
import { precisOf } from './precis.ts';
import type { RunEnd, RunStore } from './run-store.ts';

/** How long to wait before the end of a run is written again, while the store is away. */
const RETRY_MS = 1_000;

/** How a run ended, and why where it failed. */
export interface Ending {
  state: RunEnd['state'];
  error: ErrorCode | null;
  /** The path of its speech, where it is spoken already. */
  audioUrl?: string | undefined;
}

interface EndingParts {
  store: Pick<RunStore, 'assistantId' | 'close'>;
  writer: Pick<Writer, 'write'>;
  /** Tells followers of the run. */
  tell: (run: Run) => void;
  failed: (error: unknown) => void;
  /** True once this server goes down: another instance ends what it leaves. */
  leaving: () => boolean;
}

/**
 * Ends runs: each in one message, whose client id is the run's, and then in the state that the message has. Whoever ends
 * it, and however often: the first one has said how it ended.
 */
export function createEnding({ store, writer, tell, failed, leaving }: EndingParts) {
  async function draftOf(run: Run, { state, error, audioUrl }: Ending): Promise<Draft> {
    const { provider, model, fallbackUsed, content, citations } = run;
    return {
      conversationId: run.conversationId,
      senderId: await store.assistantId(),
      clientId: answerClientId(run.id),
      kind: 'text',
      content,
      replyToId: null,
      answer: {
        promptId: run.promptId,
        precis: precisOf(content) || null,
        audioUrl: audioUrl ?? null,
        fallbackUsed,
        status: state,
        provider,
        model,
        error,
        citations: namedIn(content, citations),
      },
    };
  }

  async function close(end: RunEnd): Promise<void> {
    const closed = await store.close(end);
    if (closed) tell(closed);
  }

  /** As long as it takes, since nobody else would. */
  return async function end(run: Run, ending: Ending): Promise<void> {
    for (;;) {
      try {
        const { message } = await writer.write(await draftOf(run, ending));
        const { status: state = ending.state, error = null } = message.answer ?? {};
        await close({ ...run, state, error, messageId: message.id });
        return;
      } catch (error) {
        const away = isChatError(error) && error.code === 'unavailable';
        if (!away) {
          failed(error);
          await close({ ...run, state: 'FAILED', error: 'internal', messageId: null });
          return;
        }
        if (leaving()) return;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  };
}
