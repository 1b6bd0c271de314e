import {
  incomingMessage,
  messageResponse,
  send,
  subscribe,
  subscribeResponse,
  subscriptionsError,
} from '#server/protocol/subscriptions.ts';
import { type DialectDescription, rawCloses } from './dialect.ts';

export const subscriptionsDescription: DialectDescription = {
  about: 'Chats to subscribe to and to write in, as published in docs/protocols/subscriptions.md.',
  identity: 'token in the address, a bearer header, or the session cookie of an allowed origin.',
  transport: 'websocket',
  addresses: ['/chats/ws'],
  query: { token: 'A token of POST /api/tokens' },
  fromClient: {
    subscribe: {
      about: 'Subscribes to chats, by uuid or number, up to 200 at once. Over 100 in 10 s it is ignored.',
      payload: subscribe,
      answers: ['subscribe_response', 'error'],
      errors: [
        'Missing chat_ids',
        'Missing chat_id',
        'Too many chat_ids',
        'Unknown action',
        "Couldn't send message",
      ],
    },
    message: {
      about: 'Sends a message; answered, it is committed. A repeated clientId is stored once.',
      payload: send,
      answers: ['message_response', 'error'],
      errors: [
        'Missing chat_id',
        'Message cannot be empty',
        'no access',
        'Chat is closed',
        'Too many messages, try again in N s',
        'content must be …',
        'clientId …',
        "Couldn't send message",
        'Unknown action',
      ],
    },
  },
  fromServer: {
    subscribe_response: {
      about: 'Which of the chats the socket is subscribed to; chat_id as it was given.',
      payload: subscribeResponse.strict(),
    },
    message_response: { about: 'The message is committed.', payload: messageResponse.strict() },
    incoming_message: {
      about: 'A message, to every socket that is subscribed, the sender’s too, in the conversation’s order.',
      payload: incomingMessage.strict(),
    },
    error: {
      about:
        'What was wrong with a frame, in exactly these keys. The connection lives unless a close follows.',
      payload: subscriptionsError.strict(),
    },
  },
  otherErrors: [
    'Token not provided',
    'Token is invalid',
    'This origin is not allowed',
    'Too many connections',
  ],
  closes: {
    ...rawCloses,
    1007: 'Malformed JSON, or broken UTF-8',
    1008: 'The token is bad, was revoked or has expired',
  },
};
