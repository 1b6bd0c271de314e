import type { Session } from '#server/core/session.ts';
import type { ConversationStore } from '#server/core/store.ts';
import type { Message } from '#server/protocol/conversation.ts';
import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { Allowances } from './allowances.ts';
import type { Answerer } from './answerer.ts';
import type { Dictation } from './dictation.ts';
import type { Prompts } from './prompts.ts';
import type { NewRun, RunStore } from './run-store.ts';
import type { Runner } from './runner.ts';
import type { Speech } from './speech.ts';

interface RunsParts {
  conversations: Pick<ConversationStore, 'isMember' | 'card'>;
  store: RunStore;
  runner: Runner;
  prompts: Prompts;
  allowances: Allowances;
  answerer: Pick<Answerer, 'models'>;
  speech: Pick<Speech, 'of' | 'drain'>;
  dictation: Pick<Dictation, 'available'>;
}

export type Runs = ReturnType<typeof createRuns>;

/** What people do with answers: follow, stop, go on, have another, judge. */
export function createRuns(parts: RunsParts) {
  const { conversations, store, runner, prompts, allowances, answerer, speech, dictation } = parts;

  async function requireMember({ account }: Session, conversationId: number): Promise<void> {
    if (!(await conversations.isMember(conversationId, account.id)))
      throw new ChatError('conversation_not_found');
  }

  /** The asker's own conversation with the assistant. Error: conversation_not_found. */
  async function requireSession(session: Session, conversationId: number): Promise<void> {
    await requireMember(session, conversationId);
    const card = await conversations.card(conversationId);
    if (card?.kind !== 'assistant') throw new ChatError('conversation_not_found');
  }

  async function readable({ account }: Session, messageId: number) {
    const found = await store.readable(messageId, account.id);
    if (!found) throw new ChatError('message_not_found');
    return found;
  }

  /** The answer, readable by the asker. Error message_not_found, also where it is no answer. */
  async function requireAnswer(session: Session, messageId: number) {
    const { message } = await readable(session, messageId);
    if (!message.answer || message.deletedAt) throw new ChatError('message_not_found');
    return { message, answer: message.answer };
  }

  /** One's own prompt. Errors: message_not_found, message_deleted, forbidden. */
  async function requireOwnPrompt(session: Session, promptId: number): Promise<Message> {
    const { message, asked } = await readable(session, promptId);
    if (!asked) throw new ChatError('message_not_found');
    if (message.deletedAt) throw new ChatError('message_deleted');
    if (message.senderId !== session.account.id)
      throw new ChatError('forbidden', undefined, 'Only whoever asked may have another answer');
    return message;
  }

  async function queue(session: Session, run: Omit<NewRun, 'askerId'>) {
    await allowances.require(session.account.id);
    const queued = await store.add({ ...run, askerId: session.account.id });
    if (queued.state === 'QUEUED') runner.queued(queued);
    return { run: queued };
  }

  return {
    requireSession,

    /** What may be chosen, how often the asker may still ask, and whether answers are spoken and questions heard. */
    options: async (session: Session): Promise<HubOutput<'assistant.options'>> => ({
      models: [...answerer.models],
      allowance: await allowances.of(session.account.id),
      speech: await speech.of(session),
      dictation: dictation.available,
    }),

    /** The open runs of a conversation, with their text so far. Error: conversation_not_found. */
    async list(session: Session, { conversationId }: HubParsed<'run.list'>): Promise<HubOutput<'run.list'>> {
      await requireMember(session, conversationId);
      const open = await store.open(conversationId);
      return { runs: open.map((run) => runner.live(run.id) ?? run) };
    },

    /** By whoever asked; one that has ended stays as it is. Errors: run_not_found, forbidden. */
    async stop(session: Session, { runId }: HubParsed<'run.stop'>): Promise<Record<string, never>> {
      const run = await store.find(runId, session.account.id);
      if (!run) throw new ChatError('run_not_found');
      if (run.askerId !== session.account.id)
        throw new ChatError('forbidden', undefined, 'Only whoever asked may stop the answer');
      await runner.stop(run);
      return {};
    },

    /**
     * Stops the answer that is being made in the asker's own conversation with the assistant; what is queued follows.
     * Answers whether there was one. Error: conversation_not_found.
     */
    async stopIn(session: Session, conversationId: number): Promise<boolean> {
      await requireSession(session, conversationId);
      const [run] = await store.open(conversationId);
      if (run) await runner.stop(run);
      return run !== undefined;
    },

    /** One more answer of one's own prompt. Errors: message_not_found, message_deleted, forbidden, model_not_found, assistant_limited. */
    async regenerate(
      session: Session,
      { promptId, model, clientId }: HubParsed<'run.regenerate'>,
    ): Promise<HubOutput<'run.regenerate'>> {
      const { conversationId } = await requireOwnPrompt(session, promptId);
      return queue(session, {
        conversationId,
        promptId,
        model: prompts.requireModel(model),
        continuesId: null,
        content: '',
        clientId,
      });
    },

    /** One more answer that goes on from a partial one. Errors: as `regenerate`, answer_complete. */
    async goOn(
      session: Session,
      { messageId, clientId }: HubParsed<'run.continue'>,
    ): Promise<HubOutput<'run.continue'>> {
      const { message, answer } = await requireAnswer(session, messageId);
      await requireOwnPrompt(session, answer.promptId);
      if (answer.status === 'COMPLETED') throw new ChatError('answer_complete');
      return queue(session, {
        conversationId: message.conversationId,
        promptId: answer.promptId,
        model: answer.model && answerer.models.includes(answer.model) ? answer.model : null,
        continuesId: messageId,
        content: message.content,
        clientId,
      });
    },

    /** Error: message_not_found. */
    async rate(
      session: Session,
      { messageId, rating, reason = null }: HubParsed<'answer.rate'>,
    ): Promise<Record<string, never>> {
      await requireAnswer(session, messageId);
      await store.rate(session.account.id, { messageId, rating, reason });
      return {};
    },

    /** The asker's own. Error: conversation_not_found. */
    async ratings(
      session: Session,
      { conversationId }: HubParsed<'answer.ratings'>,
    ): Promise<HubOutput<'answer.ratings'>> {
      await requireMember(session, conversationId);
      return { ratings: await store.ratings(conversationId, session.account.id) };
    },

    /** The latest final answer of a prompt, which the asker was allowed to send. */
    answerTo: (promptId: number): Promise<Message | undefined> => store.answerTo(promptId),

    async drain(): Promise<void> {
      await runner.drain();
      await speech.drain();
    },
  };
}
