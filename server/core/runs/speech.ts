import type { Files } from '#server/core/files.ts';
import { type Limit, takeOne } from '#server/core/rate-limit.ts';
import type { Session } from '#server/core/session.ts';
import type { UserStore } from '#server/core/identity-store.ts';
import type { ConversationStore } from '#server/core/store.ts';
import type { Delta, File, Message } from '#server/protocol/conversation.ts';
import { ChatError, isChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import type { Run } from '#server/protocol/runs.ts';
import type { RunStore } from './run-store.ts';
import { beginningOf, speakableOf } from './speakable.ts';

/** Whoever speaks texts. */
export interface Speaker {
  /** The text as a file whose bytes are kept. Error speech_failed, also where the signal is aborted. */
  speak(text: string, signal: AbortSignal): Promise<File>;
  /** How long an answer waits for its speech where its asker wants it always, in milliseconds. */
  patience: number;
}

interface SpeechParts {
  /** Undefined where speech is not set up. */
  speaker: Speaker | undefined;
  store: Pick<RunStore, 'assistantId' | 'readable'>;
  users: Pick<UserStore, 'speaksAlways' | 'setSpeaksAlways'>;
  conversations: Pick<ConversationStore, 'change'>;
  files: Pick<Files, 'addMade' | 'letGo' | 'pathOf'>;
  /** Of speeches that one user asks for. */
  limit: Limit;
  publish: (delta: Delta) => void;
  failed: (error: unknown) => void;
}

export type Speech = ReturnType<typeof createSpeech>;

/** Reads answers aloud: each once, for whoever may read it. The file belongs to the answer. */
export function createSpeech(parts: SpeechParts) {
  const { speaker, store, users, conversations, files, limit, publish, failed } = parts;
  /** By answer: whoever asks meanwhile gets the same. */
  const making = new Map<number, Promise<string>>();
  const over = new AbortController();

  function requireSpeaker(): Speaker {
    if (!speaker) throw new ChatError('speech_off');
    return speaker;
  }

  async function make({ speak }: Speaker, text: string, signal: AbortSignal): Promise<File> {
    const file = await speak(text, signal);
    await files.addMade(file, await store.assistantId());
    return file;
  }

  /** Gives the answer its speech, unless it has one by now or is gone; answers the one that it has. */
  async function attach({ id, conversationId }: Message, file: File): Promise<string> {
    let audioUrl = files.pathOf(file.id);
    const delta = await conversations.change(conversationId, async (change) => {
      const now = await change.message(id);
      if (!now?.answer || now.deletedAt) throw new ChatError('message_not_found');
      if (now.answer.audioUrl) ({ audioUrl } = now.answer);
      else await change.saveMessage(id, { audioUrl });
    });
    if (!delta) throw new ChatError('message_not_found');
    if (delta.version > delta.since) publish(delta);
    return audioUrl;
  }

  async function makeFor(message: Message, text: string): Promise<string> {
    const file = await make(requireSpeaker(), text, over.signal);
    try {
      return await attach(message, file);
    } finally {
      // Nothing happens where the answer has taken it.
      await files.letGo(file).catch(failed);
    }
  }

  function once(session: Session, message: Message, text: string): Promise<string> {
    const begun = making.get(message.id);
    if (begun) {
      limit.giveBack(String(session.account.id));
      return begun;
    }
    const made = makeFor(message, text).finally(() => making.delete(message.id));
    making.set(message.id, made);
    return made;
  }

  /** The file, unless it takes longer than the signal allows: what comes later is let go of. */
  async function inTime(made: Promise<File>, signal: AbortSignal): Promise<File | undefined> {
    const late = Promise.withResolvers<undefined>();
    const give = () => late.resolve(undefined);
    signal.addEventListener('abort', give, { once: true });
    if (signal.aborted) give();
    const file = await Promise.race([made, late.promise]);
    // Why none came at all has been said by whoever speaks.
    if (!file)
      made.then(
        (speech) => files.letGo(speech).catch(failed),
        () => undefined,
      );
    return file;
  }

  return {
    /** Whether the asker's answers are always spoken; null where speech is not set up. */
    of: async ({ account }: Session): Promise<{ always: boolean } | null> =>
      speaker ? { always: await users.speaksAlways(account.id) } : null,

    /** Error: speech_off. */
    async setAlways(
      { account }: Session,
      { always }: HubParsed<'speech.always'>,
    ): Promise<Record<string, never>> {
      requireSpeaker();
      await users.setSpeaksAlways(account.id, always);
      return {};
    },

    /**
     * Speaks an answer that is not spoken yet. Errors: speech_off, message_not_found (also of what is no answer),
     * nothing_to_speak, rate_limited, speech_failed.
     */
    async speak(
      session: Session,
      { messageId }: HubParsed<'answer.speak'>,
    ): Promise<HubOutput<'answer.speak'>> {
      requireSpeaker();
      const found = await store.readable(messageId, session.account.id);
      const { answer, content = '', deletedAt } = found?.message ?? {};
      if (!found || !answer || deletedAt) throw new ChatError('message_not_found');
      const whole = speakableOf(content);
      const text = beginningOf(whole);
      if (text === '') throw new ChatError('nothing_to_speak');
      const cut = text.length < whole.length;
      if (answer.audioUrl) return { audioUrl: answer.audioUrl, cut };
      await takeOne(limit, String(session.account.id), 'answers to read aloud');
      return { audioUrl: await once(session, found.message, text), cut };
    },

    /**
     * The speech of an answer that is about to be stored, where its asker wants it always; undefined where it cannot be
     * had in time. Never throws.
     */
    async beforehand(
      { askerId, content }: Pick<Run, 'askerId' | 'content'>,
      signal: AbortSignal,
    ): Promise<File | undefined> {
      try {
        if (!speaker || !(await users.speaksAlways(askerId))) return undefined;
        const text = beginningOf(speakableOf(content));
        if (text === '' || (await limit.take(String(askerId))) > 0) return undefined;
        const enough = AbortSignal.any([signal, AbortSignal.timeout(speaker.patience)]);
        return await inTime(make(speaker, text, enough), enough);
      } catch (error) {
        if (!isChatError(error)) failed(error);
        return undefined;
      }
    },

    async drain(): Promise<void> {
      over.abort();
      await Promise.allSettled(making.values());
    },
  };
}
