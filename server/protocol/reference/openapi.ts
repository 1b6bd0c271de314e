import { type ErrorCode, errorTable, restError } from '#server/protocol/errors.ts';
import { isOtherContent, type RestOperation } from '#server/protocol/routes/route.ts';
import { restResources } from '#server/protocol/routes/routes.ts';
import { exampleOf } from './example.ts';
import { createComponents, type JsonSchema, type UnknownKeys } from './json-schema.ts';

type Components = ReturnType<typeof createComponents>;

export type OpenApiDocument = ReturnType<typeof openApiDocument>;

/** `{name}` where the folder `app` has `[name]`. */
export const openApiPath = (path: string): string => path.replaceAll(/\[(\w+)\]/g, '{$1}');

/** Method and path of an operation's name. */
export const partsOf = (name: string): [method: string, path: string] => {
  const [method = '', path = ''] = name.split(' ');
  return [method.toLowerCase(), openApiPath(path)];
};

/** `GET /api/chats/[id]` → `getChatsId`. */
const operationIdOf = (name: string): string =>
  name
    .replace('/api', '')
    .toLowerCase()
    .replaceAll(/[^a-z]+([a-z])?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '');

/** Every error that an operation may answer with, those that its kind brings along included. */
export function errorsOf({ access, visitors, query, body, form, errors = [] }: RestOperation): ErrorCode[] {
  return [
    ...new Set<ErrorCode>([
      ...(access === 'anyone' ? [] : (['unauthorized', 'token_invalid', 'origin_refused'] as const)),
      ...(access === 'admin' || access === 'owner' || (access === 'user' && !visitors)
        ? (['forbidden'] as const)
        : []),
      ...(query ? (['invalid_request'] as const) : []),
      ...(body || form
        ? (['malformed_json', 'unsupported_media_type', 'too_large', 'validation_failed'] as const)
        : []),
      ...errors,
      'internal',
      'unavailable',
    ]),
  ];
}

interface ResponseObject {
  description: string;
  headers?: object;
  content?: Record<string, { schema?: JsonSchema; example?: unknown; examples?: object }>;
}

interface ParameterObject {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OperationObject {
  operationId: string;
  tags: string[];
  summary: string;
  security?: [];
  parameters?: ParameterObject[];
  requestBody?: Required<Pick<ResponseObject, 'content'>> & { required: true };
  responses: Record<string, ResponseObject>;
}

function errorResponses(operation: RestOperation): Record<string, ResponseObject> {
  const byStatus = Object.groupBy(errorsOf(operation), (code) => errorTable[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [
      status,
      {
        description: codes.map((code) => errorTable[code].message).join(', or: '),
        ...(Number(status) === 429 && {
          headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } },
        }),
        content: {
          'application/json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Error' },
                { properties: { error: { properties: { code: { enum: codes } } } } },
              ],
            },
            examples: Object.fromEntries(
              codes.map((code) => [code, { value: { error: { code, message: errorTable[code].message } } }]),
            ),
          },
        },
      },
    ]),
  );
}

function goodResponses(
  { answers }: RestOperation,
  { sent, schemas }: Components,
): Record<string, ResponseObject> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const description =
        { 200: 'Done', 201: 'Created', 204: 'Done; no body', 503: 'Not now' }[status] ?? 'Answered';
      if (answer === null) return [status, { description }];
      if (isOtherContent(answer)) return [status, { description, content: { [answer.contentType]: {} } }];
      const schema = sent(answer);
      return [
        status,
        { description, content: { 'application/json': { schema, example: exampleOf(schema, schemas) } } },
      ];
    }),
  );
}

function parametersOf({ params = {}, query }: RestOperation, { taken }: Components): ParameterObject[] {
  const inPath = Object.entries(params).map(([name, description]): ParameterObject => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  if (!query) return inPath;
  const { properties = {}, required = [] } = taken(query);
  const inQuery = Object.entries(properties).map(([name, schema]): ParameterObject => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: typeof schema === 'object' ? schema : {},
  }));
  return [...inPath, ...inQuery];
}

function requestBodyOf(
  { body, form }: RestOperation,
  { taken, schemas }: Components,
): OperationObject['requestBody'] {
  const schema = body ?? form;
  if (!schema) return undefined;
  const json = taken(schema);
  const type = body ? 'application/json' : 'multipart/form-data';
  return {
    required: true,
    content: {
      [type]: { schema: json, ...(body && { example: exampleOf(json, schemas, { only: 'required' }) }) },
    },
  };
}

function operationObject(
  name: string,
  tag: string,
  operation: RestOperation,
  components: Components,
): OperationObject {
  const requestBody = requestBodyOf(operation, components);
  const parameters = parametersOf(operation, components);
  // A good answer of a status that errors have, too, is told beside them.
  const good = goodResponses(operation, components);
  return {
    operationId: operationIdOf(name),
    tags: [tag],
    summary: operation.about,
    ...(operation.access === 'anyone' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: { ...errorResponses(operation), ...good },
  };
}

/**
 * The OpenAPI 3.1 document of REST, made from the table of operations. `serverUrl` is where the server is asked;
 * `unknownKeys` says whether answers may have keys that are not in their schema.
 */
export function openApiDocument(serverUrl: string, unknownKeys: UnknownKeys = 'ignored') {
  const components = createComponents({ target: 'draft-2020-12', unknownKeys });
  const paths: Record<string, Record<string, OperationObject>> = {};
  components.sent(restError);
  for (const [tag, operations] of Object.entries(restResources))
    for (const [name, operation] of Object.entries<RestOperation>(operations)) {
      const [method, path] = partsOf(name);
      (paths[path] ??= {})[method] = operationObject(name, tag, operation, components);
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Switchboard',
      version: '1',
      summary: 'REST of Switchboard',
      description:
        'Bodies are JSON. Errors are `{"error": {"code", "message", "details"?}}` with a stable code. Answers may gain ' +
        'fields at any time: ignore what you do not know.',
    },
    servers: [{ url: serverUrl }],
    tags: Object.keys(restResources).map((name) => ({ name })),
    security: [{ token: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: components.schemas as Record<string, JsonSchema>,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of POST /api/tokens.',
        },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'next-auth.session-token',
          description: 'A signed-in browser’s cookie, from a page of an allowed origin.',
        },
      },
    },
  };
}
