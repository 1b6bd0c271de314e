import type { Summary } from '#server/protocol/conversation.ts';
import type { HubOutput } from '#server/protocol/hub.ts';
import type { Rating, Run } from '#server/protocol/runs.ts';
import type { Share } from '#server/protocol/shares.ts';
import { newClientId } from './client-id.ts';
import { twice } from './command-error.ts';
import type { Request } from './requests.ts';
import type { Sync } from './sync.ts';

interface AssistantParts {
  request: Request;
  sync: Pick<Sync, 'refresh' | 'committed'>;
}

/** What one does with the assistant, besides sending. Each rejects with a CommandError. */
export interface AssistantCommands {
  /** A new conversation with the assistant, in the list when this resolves; answers its id. */
  create(): Promise<number>;
  /** The models to choose from, how often one may still ask, and whether answers can be read aloud. */
  options(): Promise<HubOutput<'assistant.options'>>;
  stop(runId: number): Promise<void>;
  /** Another answer to the same prompt. */
  regenerate(promptId: number, model: string | null): Promise<Run>;
  /** Goes on from an answer that broke off. */
  continueAnswer(messageId: number): Promise<Run>;
  /** Asks anew at the place of an earlier prompt: the conversation branches there. Answers the new prompt's id. */
  askInstead(
    prompt: { conversationId: number; id: number },
    content: string,
    model: string | null,
  ): Promise<number>;
  /** Null takes the thumb back. */
  rate(messageId: number, rating: Rating['rating'] | null, reason: string | null): Promise<void>;
  ratings(conversationId: number): Promise<Rating[]>;
  /** Has an answer spoken; answers where its audio is. */
  speak(messageId: number): Promise<HubOutput<'answer.speak'>>;
  /** Whether answers to one's own prompts are spoken whenever one is given. */
  speakAlways(always: boolean): Promise<void>;
  /** The link by which others read the conversation; null where there is none. */
  share(conversationId: number): Promise<Share | null>;
  /** Makes the link, or lets the one that is there show what there is now. */
  makeShare(conversationId: number): Promise<Share>;
  endShare(conversationId: number): Promise<void>;
  /** Opens a support chat with what was said, or answers the open one's id; a person answers there. */
  handOff(conversationId: number): Promise<number>;
  /** The assistant answers again. */
  askBack(conversationId: number): Promise<void>;
  /** Keeps the conversation on top of the list, or no longer. */
  pin(conversationId: number, on: boolean): Promise<void>;
  pins(): Promise<Summary[]>;
  /** Calls whenever what is pinned may be another. Answers how to stop. */
  watchPins(listener: () => void): () => void;
}

/** `pinned` says that what is pinned may be another. */
export function createAssistantCommands({
  request,
  sync,
}: AssistantParts): AssistantCommands & { pinned(): void } {
  const watchers = new Set<() => void>();
  return {
    async create() {
      const clientId = newClientId();
      const { conversationId } = await twice(() => request('conversation.assistant', { clientId }));
      await sync.refresh(conversationId);
      return conversationId;
    },
    options: () => request('assistant.options', {}),
    async stop(runId) {
      await request('run.stop', { runId });
    },
    async regenerate(promptId, model) {
      const clientId = newClientId();
      return (await twice(() => request('run.regenerate', { promptId, model, clientId }))).run;
    },
    async continueAnswer(messageId) {
      const clientId = newClientId();
      return (await twice(() => request('run.continue', { messageId, clientId }))).run;
    },
    async askInstead({ conversationId, id }, content, model) {
      const clientId = newClientId();
      const sent = await twice(() =>
        request('message.send', { conversationId, content, clientId, replacesId: id, model }),
      );
      sync.committed(conversationId, sent.version);
      return sent.id;
    },
    async rate(messageId, rating, reason) {
      await request('answer.rate', { messageId, rating, reason });
    },
    async ratings(conversationId) {
      return (await request('answer.ratings', { conversationId })).ratings;
    },
    speak: (messageId) => request('answer.speak', { messageId }),
    async speakAlways(always) {
      await twice(() => request('speech.always', { always }));
    },
    async share(conversationId) {
      return (await request('share.get', { conversationId })).share;
    },
    async makeShare(conversationId) {
      return (await twice(() => request('share.make', { conversationId }))).share;
    },
    async endShare(conversationId) {
      await twice(() => request('share.end', { conversationId }));
    },
    async handOff(conversationId) {
      const { conversationId: chatId } = await twice(() => request('assistant.handOff', { conversationId }));
      await sync.refresh(chatId);
      return chatId;
    },
    async askBack(conversationId) {
      await twice(() => request('assistant.askBack', { conversationId }));
    },
    async pin(conversationId, on) {
      await twice(() => request('pin.set', { conversationId, on }));
    },
    async pins() {
      return (await request('pin.list', {})).items;
    },
    watchPins(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    pinned() {
      for (const listener of watchers) listener();
    },
  };
}
