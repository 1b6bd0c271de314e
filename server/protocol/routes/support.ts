import { chatChange, chatRequest, chatsPage, chatsQuery, supportChat } from '#server/protocol/support.ts';
import type { RestOperations } from './route.ts';

const id = 'The chat’s number or uuid';

export const supportRoutes = {
  'GET /api/chats': {
    about: 'The caller’s support chats, the latest first; an admin’s are all.',
    access: 'user',
    visitors: true,
    query: chatsQuery,
    answers: { 200: chatsPage },
  },
  'POST /api/chats': {
    about: 'Opens a support chat; 200 with the one that a repeated clientId has opened.',
    access: 'user',
    body: chatRequest,
    answers: { 200: supportChat, 201: supportChat },
    errors: ['rate_limited'],
  },
  'GET /api/chats/[id]': {
    about: 'A chat of any kind. Of one that is no support chat, clientId is the creator and status ACTIVE.',
    access: 'user',
    visitors: true,
    params: { id },
    answers: { 200: supportChat },
    errors: ['conversation_not_found'],
  },
  'PATCH /api/chats/[id]': {
    about:
      'Claims, hands over, releases, closes or reopens a support chat. Who was not first is told who was.',
    access: 'user',
    params: { id },
    body: chatChange,
    answers: { 200: supportChat },
    errors: ['conversation_not_found', 'forbidden', 'already_claimed', 'invalid_transition', 'not_an_admin'],
  },
  'GET /api/chats/[id]/transcript': {
    about:
      'A support chat as a file of text: who said what and when, as it is now; of a deleted message that there was one.',
    access: 'user',
    visitors: true,
    opened: true,
    params: { id },
    answers: { 200: { contentType: 'text/plain' } },
    errors: ['conversation_not_found', 'forbidden'],
  },
} as const satisfies RestOperations;
