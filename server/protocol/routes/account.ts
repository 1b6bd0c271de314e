import { z } from 'zod';
import { account, accountChange, passwordChange, sessionView } from '#server/protocol/identity.ts';
import type { RestOperations } from './route.ts';

export const accountRoutes = {
  'GET /api/account': {
    about: 'Who the caller is.',
    access: 'user',
    answers: { 200: account },
  },
  'PATCH /api/account': {
    about: 'Changes the caller’s name.',
    access: 'user',
    body: accountChange,
    answers: { 200: account },
    errors: ['user_not_found'],
  },
  'POST /api/account/password': {
    about: 'Changes the caller’s password and ends all of their other sessions.',
    access: 'user',
    body: passwordChange,
    answers: { 204: null },
    errors: ['wrong_password', 'rate_limited'],
  },
  'GET /api/account/sessions': {
    about: 'Where the caller is signed in.',
    access: 'user',
    answers: { 200: z.object({ data: z.array(sessionView) }) },
  },
  'DELETE /api/account/sessions': {
    about: 'Signs out everywhere, here too.',
    access: 'user',
    answers: { 204: null },
  },
  'DELETE /api/account/sessions/[id]': {
    about: 'Ends one of the caller’s sessions.',
    access: 'user',
    params: { id: 'The session’s id' },
    answers: { 204: null },
    errors: ['not_found'],
  },
} as const satisfies RestOperations;
