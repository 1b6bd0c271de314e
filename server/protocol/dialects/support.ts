import { z } from 'zod';
import {
  SUPPORT_NAMESPACE,
  type SupportCommand,
  supportAnswers,
  supportCommands,
  supportEvents,
} from '#server/protocol/support.ts';
import { type ClientMessage, type DialectDescription, describeMessages, socketIoCloses } from './dialect.ts';

interface Words {
  about: string;
  /** The event of the answer; `typing` has an acknowledgement only. */
  answer?: keyof typeof supportAnswers;
  errors: readonly string[];
}

const FIELDS = ['… must be …', '… should not be empty…'];
const MISSING = 'Conversation not found';
const UNAVAILABLE = 'The service cannot answer right now';

const commands: Record<SupportCommand, Words> = {
  joinChat: {
    about:
      'Joins a chat; answers its latest 50 messages, ascending. A support chat’s client and every admin may. Over 100 in 10 s it is ignored.',
    answer: 'joinedChat',
    errors: [...FIELDS, MISSING, UNAVAILABLE],
  },
  leaveChat: {
    about: 'Leaves it.',
    answer: 'leftChat',
    errors: [...FIELDS, MISSING, UNAVAILABLE],
  },
  sendMessage: {
    about:
      'Sends a message; answered, it is committed. The first admin who writes in an unclaimed chat becomes its owner. A repeated clientId is answered with the first result.',
    answer: 'messageSent',
    errors: [
      ...FIELDS,
      'A message needs text or fileId',
      'Chat is closed',
      'Message to reply to not found',
      'File not found',
      MISSING,
      'Too many messages, try again in N s',
      UNAVAILABLE,
    ],
  },
  typing: {
    about: 'Tells the others in the room that one types, or stopped. Over 100 in 10 s it is ignored.',
    errors: [...FIELDS, MISSING, UNAVAILABLE],
  },
  readMessages: {
    about:
      'Says that messages were read, at most 500 of them. Everything up to the last of them counts as read.',
    answer: 'messagesMarkedRead',
    errors: [...FIELDS, '… must have at most …', 'Message not found', MISSING, UNAVAILABLE],
  },
  getActiveUsers: {
    about: 'Who is in the room, over every dialect.',
    answer: 'activeUsers',
    errors: [...FIELDS, MISSING, UNAVAILABLE],
  },
};

const events: Record<keyof typeof supportEvents, string> = {
  joinedChat: 'To the calling socket: the chat and its latest messages.',
  leftChat: 'To the calling socket.',
  messageSent: 'To the calling socket: the message is committed.',
  messagesMarkedRead: 'To the calling socket: which of the messages, and by whom.',
  activeUsers: 'To the calling socket.',
  newMessage: 'A message, to all in the room, the sender too.',
  userTyping: 'To the others in the room.',
  messagesRead: 'To the others in the room.',
  participantUpdate: 'To the others in the room: a user’s first socket came into it, or their last one left.',
  chatStatusChanged: 'To the room, the chat’s client and every admin.',
  error: 'Why a call was refused, or the connection is about to end.',
};

const refusal = z.object({ event: z.literal('error'), data: z.string() });

function describeCommand(name: SupportCommand): ClientMessage {
  const { about, answer, errors } = commands[name];
  const data = answer
    ? z.object({ event: z.literal(answer), data: supportAnswers[answer] })
    : z.object({
        event: z.literal('typing'),
        data: z.object({ chatId: z.string(), isTyping: z.boolean() }),
      });
  return {
    about,
    errors,
    payload: supportCommands[name],
    acknowledgement: z.discriminatedUnion('event', [data, refusal]),
    answers: answer ? [answer, 'error'] : ['error'],
  };
}

export const supportDescription: DialectDescription = {
  about: 'A support desk: clients, admins and their chats, as published in docs/protocols/support.md.',
  identity:
    'auth.token, query.token, a bearer header, or the session cookie of an allowed origin. A refusal is connect_error.',
  transport: 'socket.io',
  addresses: [SUPPORT_NAMESPACE],
  query: { token: 'A token, where auth.token has none' },
  unknown: refusal,
  fromClient: Object.fromEntries(
    (Object.keys(commands) as SupportCommand[]).map((name) => [name, describeCommand(name)]),
  ),
  fromServer: describeMessages(events, supportEvents),
  otherErrors: ['Token is invalid', 'Too many connections', 'Unknown event'],
  closes: socketIoCloses,
};
