import { z } from 'zod';
import type { RestOperations } from './route.ts';

export const serviceRoutes = {
  'GET /api/health/live': {
    about: 'The process answers.',
    access: 'anyone',
    answers: { 200: z.object({ status: z.literal('live') }) },
  },
  'GET /api/health/ready': {
    about: 'Requests are taken and the database answers; 503 with the reason where not.',
    access: 'anyone',
    answers: {
      200: z.object({ status: z.literal('ready') }),
      503: z.object({ status: z.literal('not ready'), reason: z.string() }),
    },
  },
  'GET /api/metrics': {
    about:
      'Prometheus’ text format: with METRICS_TOKEN for its bearer, without one for callers on this machine.',
    access: 'anyone',
    answers: { 200: { contentType: 'text/plain' } },
    errors: ['unauthorized'],
  },
  'GET /api/openapi.json': {
    about: 'This document.',
    access: 'anyone',
    answers: { 200: z.looseObject({ openapi: z.literal('3.1.0') }) },
  },
  'GET /api/asyncapi.json': {
    about: 'The AsyncAPI document of every dialect: what is said over sockets.',
    access: 'anyone',
    answers: { 200: z.looseObject({ asyncapi: z.literal('3.0.0') }) },
  },
} as const satisfies RestOperations;
