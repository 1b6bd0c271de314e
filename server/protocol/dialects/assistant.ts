import {
  assistantFrame,
  type AssistantServerFrame,
  assistantServerFrame,
} from '#server/protocol/assistant.ts';
import { type DialectDescription, rawCloses } from './dialect.ts';

const events: Record<AssistantServerFrame['event'], string> = {
  chat_response: 'An answer, once it is final: to every socket of the asker that has asked in this session.',
  chat_error: 'A frame was refused, or an answer failed; the text says why. The connection lives.',
  unauthorized: 'Nobody is signed in, or no longer; the close follows.',
};

export const assistantDescription: DialectDescription = {
  about: 'Questions to the assistant, and its answers; as published in docs/protocols/assistant.md.',
  identity:
    'token in the address, a bearer header, or the session cookie of an allowed origin. A good connection is told nothing.',
  transport: 'websocket',
  addresses: ['/ws/assistant', '/'],
  query: { token: 'A token of POST /api/tokens' },
  fromClient: {
    chat_message: {
      about:
        'Asks. Without a sessionId a session is made, whose id comes with the answer. Questions of one session are answered one at a time, in their order; a repeated clientId is the same question.',
      payload: assistantFrame,
      answers: ['chat_response', 'chat_error'],
      errors: [
        'data must be an object',
        'userId must be a number',
        'userId does not match',
        'prompt must be a string',
        'prompt should not be empty',
        'content must be …',
        'sessionId must be a number',
        'clientId …',
        'Conversation not found',
        'Too many messages, try again in N s',
        'You have asked the assistant too often, try again in N s',
        'The assistant cannot answer right now',
        'The assistant took too long',
        'The answer broke off',
        'The answer was interrupted',
        'The answer was stopped',
        'The assistant’s provider withheld the answer',
        'The answer became too long',
        'The service cannot answer right now',
        'Something went wrong on our side',
      ],
    },
  },
  fromServer: Object.fromEntries(
    assistantServerFrame.options.map((payload) => {
      const event = payload.shape.event.value;
      return [event, { about: events[event], payload }];
    }),
  ),
  otherErrors: [
    'Malformed JSON',
    'The frame must be an object',
    'Unknown event',
    'Token not provided',
    'Token is invalid',
    'Authentication error',
    'This origin is not allowed',
    'Too many connections',
  ],
  closes: { ...rawCloses, 1008: 'Authentication failed, or the token was revoked or has expired' },
};
