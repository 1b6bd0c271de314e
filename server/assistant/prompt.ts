import type { Passage } from '#server/core/article-store.ts';
import type { Line, Question } from '#server/core/runs/answerer.ts';
import type { ChatMessage } from './provider.ts';

/** Characters of a request, counted as four to a token: 8,000 tokens. */
const BUDGET = 32_000;
/** What is shown of a passage. */
const PASSAGE = 1_500;

const INTRODUCTION = `You are the assistant of Switchboard, a chat service. Answer in the language of the question, in
Markdown, briefly and exactly. Where you do not know something, say so.`;

const AMONG_PEOPLE = `Several people talk here; what each says begins with their name. Answer the last message.`;

const FOR_A_CLIENT = `This is a support chat. Write what its admin may send to the client as the reply to the last message, and nothing
else, in plain text without Markdown: no greeting from an assistant, nothing that you do not know, and where something has to
be found out, say that it is.`;

const CITING = `These passages of the help articles may have to do with the question. Where you use one, write its number in
brackets right after what you took from it, like [1]. Use no other numbers, and do not mention passages that you do not use.`;

const GO_ON = 'Your answer was cut off. Go on exactly where it stops, and repeat nothing of it.';

function introduction({ kind, summary }: Question, passages: readonly Passage[]): string {
  const parts = [INTRODUCTION];
  if (kind !== 'assistant') parts.push(AMONG_PEOPLE);
  if (kind === 'support') parts.push(FOR_A_CLIENT);
  if (summary) parts.push(`What was said earlier, in short: ${summary}`);
  if (passages.length > 0) {
    const shown = passages.map(
      ({ title, heading, text }, index) =>
        `[${index + 1}] ${heading === null ? title : `${title}: ${heading}`}\n${text.slice(0, PASSAGE).toWellFormed()}`,
    );
    parts.push(`${CITING}\n\n${shown.join('\n\n')}`);
  }
  return parts.join('\n\n');
}

/** A line as a message. Among people everybody but the assistant is the user: the name says who. */
const messageOf = (kind: Question['kind'], { role, name, content }: Line): ChatMessage => ({
  role,
  content: kind === 'assistant' || role === 'assistant' ? content : `${name}: ${content}`,
});

/** The newest messages that fit. */
function newest(messages: readonly ChatMessage[], room: number): ChatMessage[] {
  let left = room;
  const first = messages.findLastIndex(({ content }) => (left -= content.length) < 0);
  return messages.slice(first + 1);
}

/** What a model is asked. Of the history as much is there as fits, the newest first; the question always is. */
export function promptOf(question: Question, passages: readonly Passage[], budget = BUDGET): ChatMessage[] {
  const { kind, prompt, askerName, begun } = question;
  const system: ChatMessage = { role: 'system', content: introduction(question, passages) };
  const asked = [messageOf(kind, { role: 'user', name: askerName, content: prompt })];
  if (begun !== '') asked.push({ role: 'assistant', content: begun }, { role: 'user', content: GO_ON });
  const taken = [system, ...asked].reduce((sum, { content }) => sum + content.length, 0);
  const history = question.history.map((line) => messageOf(kind, line));
  return [system, ...newest(history, budget - taken), ...asked];
}

/** Whether something of the history is left out. */
export function overflows(question: Question, budget = BUDGET): boolean {
  return promptOf(question, [], budget).length < promptOf(question, [], Infinity).length;
}

/** What a model is asked for a title and a summary of what was said. */
export function descriptionPromptOf(question: Question, answer: string, budget = BUDGET): ChatMessage[] {
  const said: ChatMessage[] = [
    ...question.history.map((line) => messageOf('group', line)),
    messageOf('group', { role: 'user', name: question.askerName, content: question.prompt }),
    messageOf('group', { role: 'assistant', name: 'Assistant', content: answer }),
  ];
  const earlier = question.summary ? `What was said before it, in short: ${question.summary}\n\n` : '';
  const text = newest(said, budget)
    .map(({ content }) => content)
    .join('\n\n');
  return [
    {
      role: 'system',
      content: `You are given a conversation. Write two lines in its language and nothing else: on the first a title of at most
six words without quotation marks, on the second a summary of at most 100 words.`,
    },
    { role: 'user', content: `${earlier}${text}` },
  ];
}
