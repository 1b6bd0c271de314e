import { readFileSync } from 'node:fs';

type Document = 'assistant' | 'feed' | 'conversations' | 'support' | 'subscriptions';

/** The code blocks of a published protocol document that are in this language, in their order. */
export function codeBlocks(document: Document, language: string): string[] {
  const path = new URL(`../../docs/protocols/${document}.md`, import.meta.url);
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, is, code]) =>
    is === language && code ? [code] : [],
  );
}
