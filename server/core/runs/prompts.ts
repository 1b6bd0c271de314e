import type { Session } from '#server/core/session.ts';
import type { Card, ConversationStore, Draft } from '#server/core/store.ts';
import type { Message } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { Allowances } from './allowances.ts';
import type { Answerer } from './answerer.ts';
import type { HandOffStore } from './hand-off-store.ts';
import type { RunStore } from './run-store.ts';

/** `@assistant` as a word of its own: no part of an address. */
const MENTION = /(?<![\w@.-])@assistant(?![\w-])/i;
/** Conversations whose kind is remembered: it never changes. */
const REMEMBERED = 50_000;

interface PromptsParts {
  conversations: Pick<ConversationStore, 'card'>;
  runs: Pick<RunStore, 'readable'>;
  handOffs: HandOffStore;
  allowances: Allowances;
  answerer: Pick<Answerer, 'models'>;
}

/** What of a send says whether, and how, it is to be answered. */
export interface Asking {
  conversationId: number;
  content: string;
  replacesId?: number | null | undefined;
  model?: string | null | undefined;
  /** Whoever sends it waits for an answer: the assistant gives one, though it was handed off. */
  asks?: boolean | undefined;
}

/** What of a conversation says which messages are prompts. */
type Place = Pick<Card, 'kind' | 'createdBy'>;

export type Prompts = ReturnType<typeof createPrompts>;

/** Which messages the assistant answers: the owner's in an assistant conversation, and those that name it among people. */
export function createPrompts(parts: PromptsParts) {
  const { conversations, runs, handOffs, allowances, answerer } = parts;
  const places = new Map<number, Place>();

  async function placeOf(conversationId: number): Promise<Place | undefined> {
    const known = places.get(conversationId);
    if (known) return known;
    const card = await conversations.card(conversationId);
    if (!card) return undefined;
    for (const oldest of places.keys()) {
      if (places.size < REMEMBERED) break;
      places.delete(oldest);
    }
    const { kind, createdBy } = card;
    places.set(conversationId, { kind, createdBy });
    return { kind, createdBy };
  }

  /** Whether it is the owner's in an assistant conversation, or names the assistant among people. */
  const isPrompt = ({ kind, createdBy }: Place, { account }: Session, { content }: Asking) =>
    kind === 'assistant'
      ? createdBy === account.id
      : (kind === 'direct' || kind === 'group') && MENTION.test(content);

  /** Whether a person answers instead (hand-off.ts), and it is not asked all the same. */
  const isSilent = async ({ kind }: Place, { conversationId, content, asks }: Asking) =>
    kind === 'assistant' &&
    !asks &&
    !MENTION.test(content) &&
    typeof (await handOffs.handing(conversationId))?.handedTo === 'number';

  /** The usual model for none. Error model_not_found. */
  function requireModel(model: string | null | undefined): string | null {
    if (model === null || model === undefined) return null;
    if (!answerer.models.includes(model)) throw new ChatError('model_not_found');
    return model;
  }

  /** Error message_not_found: it is no prompt of the asker's in this conversation. */
  async function requireOwnPrompt(userId: number, conversationId: number, messageId: number) {
    const found = await runs.readable(messageId, userId);
    if (
      found?.message.conversationId !== conversationId ||
      found.message.senderId !== userId ||
      found.message.kind === 'system'
    )
      throw new ChatError('message_not_found');
  }

  return {
    requireModel,

    /** False where a send is known to be none that has to be judged. */
    mayBePrompt(session: Session, input: Asking): boolean {
      const place = places.get(input.conversationId);
      return !place || Boolean(input.replacesId) || isPrompt(place, session, input);
    },

    /**
     * What a send is stored with where it is a prompt; nothing otherwise. Errors: assistant_limited (`retryAfter`),
     * model_not_found, message_not_found (what it replaces), invalid_request.
     */
    async judge(session: Session, input: Asking): Promise<Pick<Draft, 'run' | 'replacesId'>> {
      const { conversationId, replacesId } = input;
      const me = session.account.id;
      const place = await placeOf(conversationId);
      // What is not there is for the writer to refuse.
      if (!place) return {};
      if (replacesId && place.kind !== 'assistant')
        throw new ChatError('invalid_request', undefined, 'Only a prompt can take the place of another');
      if (!isPrompt(place, session, input)) return {};
      // Looked up beside; it counts only where there is to be an answer.
      const allowed = allowances.require(me);
      allowed.catch(() => undefined);
      if (await isSilent(place, input)) return {};
      const run = { model: requireModel(input.model) };
      if (replacesId) await requireOwnPrompt(me, conversationId, replacesId);
      await allowed;
      return { run, ...(replacesId && { replacesId }) };
    },
  };
}

/** The run of a prompt that was just stored. */
export const queuedRun = (
  { id, conversationId, senderId, createdAt }: Message,
  runId: number,
  model: string | null,
): Run => ({
  id: runId,
  conversationId,
  promptId: id,
  askerId: senderId,
  state: 'QUEUED',
  content: '',
  provider: null,
  model,
  fallbackUsed: false,
  citations: [],
  error: null,
  continuesId: null,
  messageId: null,
  createdAt,
  startedAt: null,
});
