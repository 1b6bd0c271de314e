import type { Citation } from '#server/protocol/conversation.ts';
import { downloadName } from '#server/core/download-name.ts';
import type { Exchange, Shown } from './transcript-store.ts';

/** What stands for the title of a conversation that has none. */
const UNTITLED = 'Conversation with the assistant';

const endings: Record<NonNullable<Exchange['answer']>['status'], string | null> = {
  COMPLETED: null,
  STOPPED: 'This answer was stopped.',
  FAILED: 'This answer could not be finished.',
  INTERRUPTED: 'This answer was interrupted.',
};

/** One line in which nothing is Markdown. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|~]/g, String.raw`\$&`);

const quoted = (text: string) => text.replaceAll(/^/gm, '> ').replaceAll(/^> $/gm, '>');

const minutes = (timestamp: string) => `${timestamp.slice(0, 16).replace('T', ' ')} UTC`;

/** The address of the article that a citation names. */
export type LinkOf = (citation: Citation) => string;

function exchangeText({ askedAt, question, fileName, answer }: Exchange, linkOf: LinkOf): string {
  const asked = [question, fileName && `(File: ${fileName})`].filter(Boolean).join('\n');
  const sources = answer?.citations.map((one) => `- [${one.n}. ${plain(one.title)}](${linkOf(one)})`) ?? [];
  const ending = answer && endings[answer.status];
  return [
    `## Question, ${minutes(askedAt)}`,
    quoted(asked),
    '## Answer',
    answer ? answer.content : '*There is no answer.*',
    ending && `*${ending}*`,
    sources.length > 0 && `Sources:\n\n${sources.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** A conversation as a document in Markdown, piece by piece. */
export async function* markdownOf(
  { title, createdAt }: Pick<Shown, 'title' | 'createdAt'>,
  exchanges: AsyncIterable<Exchange>,
  linkOf: LinkOf,
): AsyncGenerator<string> {
  yield `# ${plain(title ?? UNTITLED)}\n\n${minutes(createdAt)}\n`;
  for await (const exchange of exchanges) yield `\n${exchangeText(exchange, linkOf)}\n`;
}

/** The name of that document as a file. */
export const markdownFileName = (title: string | null): string => downloadName(title, UNTITLED, 'md');
