import { textOf } from '#server/protocol/article-text.ts';
import { ChatError, isChatError } from '#server/protocol/errors.ts';
import type { HubOutput, HubParsed } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import { citationsOf, namedIn, withoutNames } from './citations.ts';
import { shortened } from './knowledge-answer.ts';
import type { Knowledge } from './knowledge.ts';
import { requireAdmin, requireOthersChat } from './policies.ts';
import { type Limit, takeOne } from './rate-limit.ts';
import type { Answerer } from './runs/answerer.ts';
import { questionOf } from './runs/questions.ts';
import type { RunStore } from './runs/run-store.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

/** As long as an admin looks at a spinner. */
const PATIENCE_MS = 60_000;
/** Which part of the question a passage has to have. */
const COVERAGE = 0.3;

const LIST_ITEM = /^(\s*(?:[-*+]|\d{1,9}[.)])\s+)(.*)$/s;

/** A passage as one would type it: its paragraphs and lists, without other marks. */
const plain = (markdown: string): string =>
  markdown
    .split(/\n\s*\n/)
    .flatMap((block) => {
      const lines = block.split(/\n(?=\s*(?:[-*+]|\d{1,9}[.)])\s)/).map((line) => {
        const [, mark = '', text = line] = LIST_ITEM.exec(line) ?? [];
        return `${mark}${textOf(text)}`;
      });
      const text = lines.join('\n').trim();
      return text === '' ? [] : [text];
    })
    .join('\n\n');

interface DraftsParts {
  store: Pick<Store, 'conversations' | 'support'>;
  runs: Pick<RunStore, 'setting'>;
  answerer: Pick<Answerer, 'lookUp' | 'answer'>;
  knowledge: Pick<Knowledge, 'search'>;
  limit: Limit;
}

type Draft = HubOutput<'support.draft'>;

/** Replies that are proposed to admins, from what the client may read and the help articles. Notes are no part of it. */
export function createDrafts({ store, runs, answerer, knowledge, limit }: DraftsParts) {
  /** The chat's last message, and the last one of its client that says something. */
  async function latest({ account }: Session, conversationId: number) {
    const { conversations, support } = store;
    const chat = await support.chat(String(conversationId), { id: account.id, admin: true });
    if (chat?.kind !== 'support') throw new ChatError('conversation_not_found');
    requireOthersChat(account, chat);
    const page = await conversations.history(conversationId, account.id, { from: 'newest' }, limits.page.max);
    const asked = page?.messages.findLast(
      ({ senderId, kind, content, deletedAt }) =>
        senderId === chat.clientId && kind !== 'system' && !deletedAt && content.trim() !== '',
    );
    if (!page || !asked) throw new ChatError('nothing_to_answer');
    return { asked, seq: page.lastSeq };
  }

  /** What a model says; undefined where none is set up, or none answers. */
  async function fromModel(
    conversationId: number,
    promptId: number,
  ): Promise<Omit<Draft, 'seq'> | undefined> {
    const setting = await runs.setting({ conversationId, promptId });
    if (!setting) throw new ChatError('nothing_to_answer');
    const signal = AbortSignal.timeout(PATIENCE_MS);
    let content = '';
    let citations: Draft['citations'] = [];
    try {
      const question = questionOf(setting, '', null);
      const passages = await answerer.lookUp(question.prompt);
      for await (const part of answerer.answer(question, passages, signal)) {
        if (part.type === 'text') content += part.text;
        else if (part.provider === 'knowledge') return undefined;
        else ({ citations } = part);
      }
    } catch (error) {
      // Half a draft is none: the articles may still know something.
      if (isChatError(error)) return undefined;
      throw error;
    }
    if (signal.aborted) throw new ChatError('assistant_timeout');
    return {
      content: withoutNames(content, citations).slice(0, limits.text),
      citations: namedIn(content, citations),
    };
  }

  /** The passage that fits best, word for word. Error nothing_known. */
  async function fromArticles(question: string): Promise<Omit<Draft, 'seq'>> {
    const [best] = await knowledge.search(question, { limit: 1 });
    if (!best || best.coverage < COVERAGE) throw new ChatError('nothing_known');
    return { content: plain(shortened(best.text)), citations: citationsOf([best]) };
  }

  return {
    /** Errors: forbidden, conversation_not_found, nothing_to_answer, nothing_known, rate_limited, assistant_timeout. */
    async make(session: Session, { conversationId }: HubParsed<'support.draft'>): Promise<Draft> {
      requireAdmin(session.account);
      const { asked, seq } = await latest(session, conversationId);
      await takeOne(limit, String(session.account.id), 'drafts');
      const draft = (await fromModel(conversationId, asked.id)) ?? (await fromArticles(asked.content));
      return { ...draft, seq };
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
