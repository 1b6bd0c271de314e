import { z } from 'zod';
import {
  conversationRequest,
  historyQuery,
  participantRequest,
  restConversation,
  restKeyset,
  restMessage,
  restPage,
  sendRequest,
} from '#server/protocol/rest.ts';
import type { RestOperations } from './route.ts';

const id = 'The conversation’s number or uuid';

export const conversationRoutes = {
  'POST /api/chats/conversations': {
    about: 'Creates a conversation of two or a group; 200 with the one that is there already.',
    access: 'user',
    body: conversationRequest,
    answers: { 200: restConversation, 201: restConversation },
    errors: ['forbidden', 'user_not_found', 'invalid_request'],
  },
  'GET /api/chats/conversations/[id]/messages': {
    about: 'History, by pages (newest page first, each ascending) or before or after a message.',
    access: 'user',
    params: { id },
    query: historyQuery,
    answers: { 200: z.union([restPage, restKeyset]) },
    errors: ['conversation_not_found', 'message_not_found'],
  },
  'POST /api/chats/conversations/[id]/messages': {
    about:
      'Sends a message. 201 means that it is committed; a repeated clientId is answered with the first result.',
    access: 'user',
    params: { id },
    body: sendRequest,
    answers: { 201: restMessage },
    errors: [
      'conversation_not_found',
      'reply_not_found',
      'file_not_found',
      'chat_closed',
      'rate_limited',
      'assistant_limited',
    ],
  },
  'POST /api/chats/conversations/[id]/participants': {
    about: 'Adds somebody to a group.',
    access: 'user',
    params: { id },
    body: participantRequest,
    answers: { 201: restConversation },
    errors: ['conversation_not_found', 'user_not_found', 'forbidden', 'too_many_members'],
  },
  'DELETE /api/chats/conversations/[id]/participants/[userId]': {
    about: 'Removes somebody from a group, by its owner; or leaves it, where it is oneself.',
    access: 'user',
    params: { id, userId: 'The user’s number' },
    answers: { 204: null },
    errors: ['conversation_not_found', 'user_not_found', 'forbidden'],
  },
} as const satisfies RestOperations;
