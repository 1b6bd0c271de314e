import {
  visitorGrant,
  visitorRequest,
  widgetQuery,
  widgetSession,
  widgetState,
} from '#server/protocol/widget.ts';
import type { RestOperations } from './route.ts';

export const widgetRoutes = {
  'GET /api/widget': {
    about: 'Whether a site may have the widget. Pages of every origin may ask.',
    access: 'anyone',
    query: widgetQuery,
    answers: { 200: widgetState },
  },
  'POST /api/widget/visitors': {
    about:
      'Makes a visitor of a site that may have the widget, or finds the one whom the site has signed. The token is good for the visitor’s own support chats, and for nothing else.',
    access: 'anyone',
    body: visitorRequest,
    answers: { 201: visitorGrant },
    errors: ['origin_refused', 'site_token_invalid', 'rate_limited'],
  },
  'GET /api/widget/session': {
    about: 'Who the caller is, and their latest support chats.',
    access: 'user',
    visitors: true,
    answers: { 200: widgetSession },
  },
} as const satisfies RestOperations;
