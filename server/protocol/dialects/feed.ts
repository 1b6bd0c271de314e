import { type FeedServerFrame, feedAuth, feedServerFrame } from '#server/protocol/feed.ts';
import { type DialectDescription, rawCloses } from './dialect.ts';

const events: Record<FeedServerFrame['type'], string> = {
  auth_success: 'After every auth.',
  auth_error: 'Nobody is signed in, or no longer; the close follows.',
  error: 'What was sent is nothing that this dialect takes. The connection lives.',
  new_message:
    'A message of any conversation of the user, in its order, one’s own included. An answer of the assistant comes once, when it is final.',
  new_chat:
    'A conversation was created, or the user came into it: always before its first message. Of a support chat, to its client and every admin.',
};

export const feedDescription: DialectDescription = {
  about:
    'Every message of every conversation of a user, to listen to; as published in docs/protocols/feed.md.',
  identity:
    'The first frame, within 10 s: auth with a token, or without one where the session cookie of an allowed origin counts.',
  transport: 'websocket',
  addresses: ['/ws/feed', '/'],
  query: {},
  fromClient: {
    auth: {
      about: 'Says who listens. A later one replaces the token: the same user’s.',
      payload: feedAuth,
      answers: ['auth_success', 'auth_error'],
      errors: [
        'Token not provided',
        'Token is invalid',
        'This origin is not allowed',
        'No auth within N s',
        'Too many connections',
        'The service cannot answer right now',
      ],
    },
  },
  fromServer: Object.fromEntries(
    feedServerFrame.options.map((payload) => {
      const type = payload.shape.type.value;
      return [type, { about: events[type], payload }];
    }),
  ),
  otherErrors: ['Malformed JSON', 'Sign in first', 'Unknown message type'],
  closes: { ...rawCloses, 1008: 'No auth in time, a bad one, or the token was revoked or has expired' },
};
