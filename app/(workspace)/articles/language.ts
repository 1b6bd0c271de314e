import { headers } from 'next/headers';
import { type Language, language } from '#server/protocol/article-text.ts';

/** The language that the address names, else the first of the reader's browser in which there are articles. */
export async function languageOf(named: unknown): Promise<Language> {
  const parsed = language.safeParse(named);
  if (parsed.success) return parsed.data;
  const accepted = (await headers()).get('accept-language') ?? '';
  const wished = accepted.split(',').map((each) => each.trim().slice(0, 2).toLowerCase());
  return language.options.find((each) => each === wished.find((one) => isLanguage(one))) ?? 'en';
}

const isLanguage = (text: string) => language.safeParse(text).success;
