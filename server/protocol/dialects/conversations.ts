import { z } from 'zod';
import {
  CONVERSATIONS_NAMESPACE,
  type ConversationsCommand,
  conversationsAcks,
  conversationsCommands,
  conversationsEvents,
} from '#server/protocol/conversations.ts';
import { type ClientMessage, type DialectDescription, describeMessages, socketIoCloses } from './dialect.ts';

type Words = Pick<ClientMessage, 'about' | 'answers' | 'errors'>;

/** class-validator's texts, as its document shows them. */
const FIELDS = ['… should not be empty…', '… must be …'];
const UNAVAILABLE = 'The service cannot answer right now';
const PLACE = ['Conversation not found', 'Unauthorized to join this conversation'];

const commands: Record<ConversationsCommand, Words> = {
  'send-message': {
    about:
      'Sends a message. The content of an image or a file is the address of an uploaded file, its id, or any other http(s) address. A repeated clientId is stored once and answered with the first message.',
    answers: ['message-sent', 'message-error', 'receive-message'],
    errors: [
      ...FIELDS,
      'sender_id must be the connected user',
      ...PLACE,
      'Chat is closed',
      'File not found',
      'Too many messages, try again in N s',
      UNAVAILABLE,
    ],
  },
  'join-conversation': {
    about: 'Joins the room of a conversation: from now on its messages come. Over 100 in 10 s it is refused.',
    answers: ['joined-conversation', 'error'],
    errors: [...FIELDS, 'userId does not match', ...PLACE, 'Too many requests, try again later', UNAVAILABLE],
  },
  'leave-conversation': {
    about: 'Leaves the room. Leaving what one has not joined is no mistake.',
    answers: ['error'],
    errors: FIELDS,
  },
  typing: {
    about: 'Tells the others in the room that one types, or stopped. Over 100 in 10 s it is ignored.',
    answers: ['error'],
    errors: [...FIELDS, 'userId does not match', ...PLACE, 'Too many requests, try again later', UNAVAILABLE],
  },
};

const events: Record<keyof typeof conversationsEvents, string> = {
  'receive-message':
    'A message, to all in the room in the conversation’s order, and to the socket that sent it.',
  'message-sent': 'To the sending socket: the message is committed.',
  'message-error': 'To the sending socket: it is not, and why.',
  'joined-conversation': 'To the joining socket.',
  'user-typing': 'To the other users in the room.',
  'user:online':
    'Somebody with whom the user shares a conversation came online; a new socket is told who is online already.',
  'user:offline': 'Such a user’s last socket has closed.',
  error: 'To the socket whose event was wrong, or that is about to be disconnected.',
};

export const conversationsDescription: DialectDescription = {
  about: 'Direct and group chat with rooms, as published in docs/protocols/conversations.md.',
  identity:
    'query.userId names the user; auth.token, query.token, a bearer header or the session cookie of an allowed origin proves it. A refusal is connect_error; without a userId, error and a disconnect.',
  transport: 'socket.io',
  addresses: [CONVERSATIONS_NAMESPACE],
  query: {
    userId: 'The number of the user who connects',
    token: 'A token of that user, where auth.token has none',
  },
  unknown: z.object({ error: z.literal('Unknown event') }),
  fromClient: Object.fromEntries(
    (Object.keys(commands) as ConversationsCommand[]).map((name) => [
      name,
      { ...commands[name], payload: conversationsCommands[name], acknowledgement: conversationsAcks[name] },
    ]),
  ),
  fromServer: describeMessages(events, conversationsEvents),
  otherErrors: [
    'userId is required',
    'Too many connections',
    'This session has ended',
    'Token is invalid',
    'Unknown event',
  ],
  closes: socketIoCloses,
};
