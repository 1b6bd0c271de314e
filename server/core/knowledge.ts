import type { Language } from '#server/protocol/article-text.ts';
import { limits } from '#server/protocol/limits.ts';
import type { Passage, PassageStore, Weighed } from './article-store.ts';
import { type KnowledgeAnswer, type NoModel, writeAnswer } from './knowledge-answer.ts';
import { meantWord, tolerance } from './spelling.ts';

/** A word in this many sections finds none of them, where there are rarer ones; and no more are counted. */
const COMMON = 1_000;
/** Words of a question that are looked for. */
const MAX_WORDS = 32;
/** Passages that an answer is made of. */
const ANSWER_PASSAGES = 6;

/** The knowledge base: what the published articles say about a question. Anybody who is signed in may read them. */
export interface Knowledge {
  /**
   * The passages that have to do with a question, the best first; none where no word of it is known. Without a
   * `language` they are in that of the question.
   */
  search(question: string, options: { limit: number; language?: Language | undefined }): Promise<Passage[]>;
  /**
   * An answer in the question's language without a model, which says that it is one. Where the articles have nothing it
   * says so, and cites nothing.
   */
  answer(question: string, why?: NoModel): Promise<KnowledgeAnswer>;
}

export function createKnowledge(store: PassageStore): Knowledge {
  async function look(question: string, limit: number, wished?: Language) {
    const asked = question.slice(0, limits.question).toWellFormed().replaceAll('\0', ' ');
    const weighed = await store.weigh(wordsOf(asked).slice(0, MAX_WORDS), COMMON);
    const inLanguage = wished ? weighed.find(({ language }) => language === wished) : likeliest(weighed);
    if (!inLanguage) return { language: wished ?? 'en', passages: [] };
    const { language } = inLanguage;
    const lexemes = share(await withoutSlips(store, inLanguage), inLanguage.sections);
    if (lexemes.length === 0) return { language, passages: [] };
    const rare = lexemes.filter(({ sections }) => sections < COMMON);
    const any = (rare.length > 0 ? rare : lexemes).map(({ lexeme }) => lexeme);
    const passages = hasOperators(asked)
      ? await store.find({ language, lexemes, by: { query: asked } }, limit)
      : [];
    if (passages.length > 0) return { language, passages };
    return { language, passages: await store.find({ language, lexemes, by: { any } }, limit) };
  }

  return {
    search: async (question, { limit, language }) => (await look(question, limit, language)).passages,
    async answer(question, why = 'unconfigured') {
      const { language, passages } = await look(question, ANSWER_PASSAGES);
      return writeAnswer({ language, passages, why });
    },
  };
}

/** Words of questions that say nothing, besides those that Postgres leaves out of its indexes. */
const EMPTY = new Set(
  `please want need possible way cómo cuál cuáles cuándo cuánto dónde qué quién puedo puede podría hago hacer quiero
  necesito favor`.split(/\s+/),
);

const wordsOf = (question: string): string[] => [
  ...new Set(
    question
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  ),
];

/** Quotes and minus signs mean what they mean in search engines. */
const hasOperators = (question: string) => /"[^"]+"|(?:^|\s)-\p{L}/u.test(question);

/** The language that knows most of the words, those that say nothing among them; the first where several do. */
function likeliest(weighed: readonly Weighed[]): Weighed | undefined {
  const known = ({ words }: Weighed) =>
    words.filter(({ lexeme, sections }) => lexeme === null || sections > 0).length;
  return weighed.toSorted((one, other) => known(other) - known(one))[0];
}

/** The words that say something; those that no article has as what was most likely meant. */
async function withoutSlips(store: PassageStore, { language, words }: Weighed) {
  const saying = words.flatMap(({ word, lexeme, sections }) =>
    lexeme === null || EMPTY.has(word) ? [] : [{ word, lexeme, sections }],
  );
  const meant = await Promise.all(
    saying.map(async ({ word, sections }) => {
      const slips = tolerance(word);
      if (sections > 0 || slips === 0) return undefined;
      return meantWord(word, await store.similarWords(language, word, slips));
    }),
  );
  const guesses = meant.filter((word) => word !== undefined);
  if (guesses.length === 0) return saying;
  const weighed = await store.weigh(guesses, COMMON);
  const known = new Map(
    weighed.find((each) => each.language === language)?.words.map((each) => [each.word, each]),
  );
  return saying.map((word, index) => {
    const guess = known.get(meant[index] ?? '');
    return guess?.lexeme ? { ...word, lexeme: guess.lexeme, sections: guess.sections } : word;
  });
}

/** Which part of the question each stem is: the rarer, the greater; what no article has is as one of the rarest. */
function share(words: readonly { lexeme: string; sections: number }[], total: number) {
  const stems = [...new Map(words.map((word) => [word.lexeme, word])).values()];
  const rarity = ({ sections }: { sections: number }) => Math.log(1 + total / Math.max(sections, 1));
  const sum = stems.reduce((all, stem) => all + rarity(stem), 0);
  return stems
    .filter(({ sections }) => sections > 0)
    .map((stem) => ({ ...stem, weight: rarity(stem) / sum }));
}
