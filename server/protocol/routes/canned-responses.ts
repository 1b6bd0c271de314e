import {
  cannedResponse,
  cannedResponseChange,
  cannedResponses,
  cannedResponseText,
  cannedVariables,
} from '#server/protocol/canned-responses.ts';
import type { RestOperations } from './route.ts';

const id = 'The response’s id';

export const cannedResponseRoutes = {
  'GET /api/canned-responses': {
    about: 'Texts that admins keep ready, by name.',
    access: 'admin',
    answers: { 200: cannedResponses },
  },
  'POST /api/canned-responses': {
    about: `Keeps a text ready. Its variables are filled when it is used: ${cannedVariables.join(', ')}, each in {{ }}.`,
    access: 'admin',
    body: cannedResponseText,
    answers: { 201: cannedResponse },
    errors: ['response_exists', 'too_many_responses'],
  },
  'PATCH /api/canned-responses/[id]': {
    about: 'Changes a text or its name.',
    access: 'admin',
    params: { id },
    body: cannedResponseChange,
    answers: { 200: cannedResponse },
    errors: ['response_not_found', 'response_exists'],
  },
  'DELETE /api/canned-responses/[id]': {
    about: 'Deletes a text.',
    access: 'admin',
    params: { id },
    answers: { 204: null },
    errors: ['response_not_found'],
  },
} as const satisfies RestOperations;
