import {
  administrator,
  administratorChange,
  administrators,
  auditLog,
  auditQuery,
} from '#server/protocol/administration.ts';
import { keptSettings } from '#server/protocol/support-settings.ts';
import type { RestOperations } from './route.ts';

const id = 'The user’s number';

export const administrationRoutes = {
  'GET /api/admins': {
    about: 'Everybody who is an admin: owners first, then by name.',
    access: 'owner',
    answers: { 200: administrators },
  },
  'PUT /api/admins/[id]': {
    about: 'Makes somebody an admin, and an owner or none. Who was none before signs in anew.',
    access: 'owner',
    params: { id },
    body: administratorChange,
    answers: { 200: administrator },
    errors: ['user_not_found', 'last_owner'],
  },
  'DELETE /api/admins/[id]': {
    about: 'Somebody is an admin no more: they are signed out, and their chats wait in the queue again.',
    access: 'owner',
    params: { id },
    answers: { 204: null },
    errors: ['user_not_found', 'last_owner'],
  },
  'GET /api/support-settings': {
    about: 'How the desk works.',
    access: 'owner',
    answers: { 200: keptSettings },
  },
  'PUT /api/support-settings': {
    about: 'Sets how the desk works, all of it, where nobody else has changed it meanwhile.',
    access: 'owner',
    body: keptSettings,
    answers: { 200: keptSettings },
    errors: ['settings_changed'],
  },
  'GET /api/audit-log': {
    about: 'What was changed about the desk and by whom, the latest first.',
    access: 'owner',
    query: auditQuery,
    answers: { 200: auditLog },
  },
} as const satisfies RestOperations;
