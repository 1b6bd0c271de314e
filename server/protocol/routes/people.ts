import {
  disabledAccount,
  publicAccount,
  registration,
  tokenGrant,
  tokenRequest,
  userChange,
} from '#server/protocol/identity.ts';
import type { RestOperations } from './route.ts';

export const tokenRoutes = {
  'POST /api/tokens': {
    about: 'A token for email and password: what every dialect and REST take for a proof of identity.',
    access: 'anyone',
    body: tokenRequest,
    answers: { 201: tokenGrant },
    errors: ['invalid_credentials', 'rate_limited'],
  },
  'DELETE /api/tokens': {
    about: 'Revokes all tokens of the caller; open sockets that were opened with them are closed.',
    access: 'user',
    answers: { 204: null },
  },
} as const satisfies RestOperations;

export const userRoutes = {
  'POST /api/users': {
    about: 'Registers an account. Only an admin may give a role.',
    access: 'anyone',
    body: registration,
    answers: { 201: publicAccount },
    errors: [
      'account_exists',
      'forbidden',
      'registration_closed',
      'rate_limited',
      'token_invalid',
      'origin_refused',
    ],
  },
  'PATCH /api/users/[id]': {
    about: 'Disables or enables an account. A disabled one’s sessions end at once.',
    access: 'admin',
    params: { id: 'The user’s number' },
    body: userChange,
    answers: { 200: disabledAccount },
    errors: ['user_not_found', 'last_owner'],
  },
} as const satisfies RestOperations;
