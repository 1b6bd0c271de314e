import { z } from 'zod';
import {
  answer,
  citation,
  conversation,
  delta,
  file,
  historyPage,
  message,
  participant,
  presence,
  quote,
  summary,
  supportState,
} from '#server/protocol/conversation.ts';
import { errorView, restError } from '#server/protocol/errors.ts';
import { feedChat, feedMessage } from '#server/protocol/feed.ts';
import { account, person, sessionView } from '#server/protocol/identity.ts';
import { restConversation, restMessage } from '#server/protocol/rest.ts';
import { run } from '#server/protocol/runs.ts';
import { supportChat, supportMessage } from '#server/protocol/support.ts';

/** Shapes with a name of their own in the documents, where each stands once; and what they are. */
const names: Record<string, [schema: z.ZodType, description: string]> = {
  Error: [restError, 'Why a request was refused.'],
  HubError: [errorView, 'Why a command of the hub was refused.'],
  Account: [account, 'A user as they see themselves.'],
  Person: [person, 'A user as others see them.'],
  Session: [sessionView, 'A place where a user is signed in.'],
  Message: [
    message,
    'A message as every reader of its conversation sees it. seq is its place, version the conversation’s version at its last change. A deleted one keeps its place and loses content and reactions.',
  ],
  Quote: [
    quote,
    'What a reply shows of the message that it answers; excerpt is empty when that one was deleted.',
  ],
  Answer: [answer, 'What an answer of the assistant carries besides its text.'],
  Citation: [citation, 'An article that an answer names as [n].'],
  Run: [run, 'The making of one answer of the assistant. One that is final is a message.'],
  File: [file, 'An uploaded file, as a message shows it; its bytes are at /api/files/<id>.'],
  Participant: [
    participant,
    'Who is, or was, in a conversation. Unread for them is the conversation’s lastSeq − readSeq.',
  ],
  SupportState: [supportState, 'How far a support chat is.'],
  Conversation: [
    conversation,
    'A conversation without its messages and people. version counts every change in it.',
  ],
  Summary: [summary, 'A row of the conversation list, for one reader.'],
  Delta: [
    delta,
    'Every change of one conversation after since, up to and including version: what is pushed and what catch-up answers.',
  ],
  HistoryPage: [historyPage, 'A stretch of a conversation, ascending and without a hole, as of version.'],
  Presence: [presence, 'Whether a user is connected anywhere, and when last.'],
  RestConversation: [restConversation, 'A conversation as REST answers.'],
  RestMessage: [restMessage, 'A message as REST and the conversations dialect say it.'],
  FeedMessage: [feedMessage, 'A message as the feed says it; ids are numbers as strings.'],
  FeedChat: [feedChat, 'A conversation as the feed says it.'],
  SupportMessage: [supportMessage, 'A message as the support dialect says it. What is not set is left out.'],
  SupportChat: [
    supportChat,
    'A chat as REST answers and the support document has it. What is not set is left out.',
  ],
};

/** What zod knows of schemas besides their shape: what `.describe()` says, and the names above. */
export const metadata = z.globalRegistry;

for (const [id, [schema, description]] of Object.entries(names)) metadata.add(schema, { id, description });
