import { report, reportQuery } from '#server/protocol/reports.ts';
import type { RestOperations } from './route.ts';

export const reportRoutes = {
  'GET /api/desk/reports': {
    about:
      'The figures of the support desk over at most 366 days, of the last 7 where none are given; times in seconds.',
    access: 'admin',
    query: reportQuery,
    answers: { 200: report },
  },
  'GET /api/desk/reports/csv': {
    about: 'The same as a table: a row each for the total, every day, every admin and every label.',
    access: 'admin',
    opened: true,
    query: reportQuery,
    answers: { 200: { contentType: 'text/csv' } },
  },
} as const satisfies RestOperations;
