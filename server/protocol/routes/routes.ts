import { accountRoutes } from './account.ts';
import { administrationRoutes } from './administration.ts';
import { articleRoutes } from './articles.ts';
import { assistantRoutes } from './assistant.ts';
import { cannedResponseRoutes } from './canned-responses.ts';
import { conversationRoutes } from './conversations.ts';
import { fileRoutes } from './files.ts';
import { tokenRoutes, userRoutes } from './people.ts';
import { reportRoutes } from './reports.ts';
import type { RestOperation } from './route.ts';
import { serviceRoutes } from './service.ts';
import { supportRoutes } from './support.ts';
import { webhookRoutes } from './webhooks.ts';
import { widgetRoutes } from './widget.ts';

/**
 * Every operation of REST, by resource. `app/api` takes its schemas from here, and the OpenAPI document and the page
 * /docs are made of it. An operation belongs into the file of its resource; a new resource is a file and a line here.
 */
export const restResources = {
  Tokens: tokenRoutes,
  Users: userRoutes,
  Account: accountRoutes,
  Conversations: conversationRoutes,
  'Support chats': supportRoutes,
  'Figures of the desk': reportRoutes,
  'Canned responses': cannedResponseRoutes,
  Webhooks: webhookRoutes,
  Widget: widgetRoutes,
  Administration: administrationRoutes,
  Articles: articleRoutes,
  Files: fileRoutes,
  Assistant: assistantRoutes,
  Service: serviceRoutes,
} as const;

type Resources = typeof restResources;

/** An operation by method and path, the path as in the folder `app`. */
export type OperationName = { [R in keyof Resources]: keyof Resources[R] }[keyof Resources];

export type OperationOf<N extends OperationName> = {
  [R in keyof Resources]: N extends keyof Resources[R] ? Resources[R][N] : never;
}[keyof Resources];

export const restOperations = Object.assign({}, ...Object.values(restResources)) as Record<
  OperationName,
  RestOperation
>;
