import type { Language } from '#server/protocol/article-text.ts';

/** How a language calls itself. */
export const languageName: Record<Language, string> = { en: 'English', es: 'Español' };
