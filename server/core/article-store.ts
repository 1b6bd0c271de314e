import type { ArticleText, Language } from '#server/protocol/article-text.ts';
import type {
  Article,
  ArticleChange,
  ArticleHit,
  ArticlesQuery,
  ExcerptPart,
} from '#server/protocol/articles.ts';

/** The last row of a page of articles. */
export interface ArticleCursor {
  title: string;
  id: number;
}

/** Articles, of which the published ones are in the index of passages, too: both change in one transaction. */
export interface ArticleStore {
  /** By title; an excerpt is the beginning. `language` null for all. */
  list(
    which: { language: Language | null; state: ArticlesQuery['state'] },
    after: ArticleCursor | null,
    limit: number,
  ): Promise<{ id: number; hit: ArticleHit }[]>;
  /** In all its languages. */
  find(slug: string): Promise<Article[]>;
  /** Undefined where slug and language are taken. */
  create(article: ArticleText & { published: boolean }): Promise<Article | undefined>;
  /** Undefined where there is none such; `taken` where the new slug is another's. */
  change(slug: string, language: Language, change: ArticleChange): Promise<Article | 'taken' | undefined>;
  /** False where there is none such. */
  remove(slug: string, language: Language): Promise<boolean>;
  /**
   * Takes over the articles that come with the product. What was changed or deleted by somebody stays so; what is not
   * among them any more goes.
   */
  ship(articles: readonly ArticleText[]): Promise<void>;
}

/** A word of a question, as one language sees it. */
export interface WeighedWord {
  word: string;
  /** Its stem; null for a word that says nothing ("the"). */
  lexeme: string | null;
  /** In how many sections it is. */
  sections: number;
}

/** The words of a question in one language. */
export interface Weighed {
  language: Language;
  /** How many sections there are. */
  sections: number;
  words: WeighedWord[];
}

/** What to look for in one language. */
export interface Wanted {
  language: Language;
  /** The stems, and which part of the question each is: together 1 at most. */
  lexemes: readonly { lexeme: string; weight: number }[];
  /** Sections are found by any of these stems, or by a query in the words of `websearch_to_tsquery`. */
  by: { any: readonly string[] } | { query: string };
}

/** A section of a published article that has to do with a question. */
export interface Passage {
  slug: string;
  language: Language;
  title: string;
  /** Null for the article's beginning, likewise the heading. */
  anchor: string | null;
  heading: string | null;
  /** The whole section as Markdown, without its heading. */
  text: string;
  /** The piece of it that fits best, as plain text. */
  excerpt: ExcerptPart[];
  /** Higher is better; to be compared within one answer only. */
  rank: number;
  /** Which part of what was asked it has, from 0 to 1; rare words are the greater part. */
  coverage: number;
  publishedAt: string;
  updatedAt: string;
}

/** The index of passages. */
export interface PassageStore {
  /** The words in each language; of numbers above `most` only that they are. */
  weigh(words: readonly string[], most: number): Promise<Weighed[]>;
  /** Words of published articles that begin with the same letter as this one, and are as long but for `slips` letters. */
  similarWords(language: Language, word: string, slips: number): Promise<string[]>;
  /** The best first. */
  find(wanted: Wanted, limit: number): Promise<Passage[]>;
}
