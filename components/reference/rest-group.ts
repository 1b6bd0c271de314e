import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import type { JsonSchema } from '#server/protocol/reference/json-schema.ts';
import type { OpenApiDocument, OperationObject } from '#server/protocol/reference/openapi.ts';
import { type Entry, type Group, type Part, partOf, type Refusal } from './entries.ts';

const slug = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Parameters of one place as the shape of an object. */
function parametersPart(title: string, place: string, { parameters = [] }: OperationObject): Part[] {
  const here = parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return [];
  const properties = here.map(({ name, schema, description }): [string, JsonSchema] => [
    name,
    { ...schema, ...(description && { description }) },
  ]);
  const required = here.filter((parameter) => parameter.required).map(({ name }) => name);
  return [partOf(title, { type: 'object', properties: Object.fromEntries(properties), required })];
}

function bodyParts({ requestBody }: OperationObject): Part[] {
  return Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema, example }]) =>
    schema ? [partOf(type === 'application/json' ? 'Body' : `Body, ${type}`, schema, example)] : [],
  );
}

/** Errors come with an example for each code. */
const isRefusal = ({ content = {} }: OperationObject['responses'][string]) =>
  Object.values(content).some(({ examples }) => examples);

function answerParts({ responses }: OperationObject): Part[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    if (isRefusal(response)) return [];
    const contents = Object.entries(response.content ?? {});
    if (contents.length === 0)
      return [partOf(`${status}, no body`, {})].map((part) => ({ ...part, shape: [] }));
    return contents.map(([type, { schema, example }]) =>
      schema ? partOf(status, schema, example) : { title: `${status}, ${type}`, shape: [] },
    );
  });
}

function refusalsOf({ responses }: OperationObject): Refusal[] {
  return Object.values(responses).flatMap(({ content = {} }) =>
    Object.values(content).flatMap(({ examples = {} }) =>
      Object.keys(examples).map((code) => {
        const { message, status } = errorTable[code as ErrorCode];
        return { code, text: message, status };
      }),
    ),
  );
}

function entryOf(method: string, path: string, operation: OperationObject): Entry {
  return {
    id: slug(`rest ${method} ${path.replace('/api', '')}`),
    label: method.toUpperCase(),
    name: path,
    about: operation.summary,
    parts: [
      ...parametersPart('In the address', 'path', operation),
      ...parametersPart('Query', 'query', operation),
      ...bodyParts(operation),
      ...answerParts(operation),
    ],
    refusals: refusalsOf(operation),
  };
}

/** REST as a group: a section for each resource. */
export function restGroup({ tags, paths, servers, components }: OpenApiDocument): Group {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return {
    id: 'rest',
    title: 'REST',
    about: 'Accounts, tokens, conversations and files by HTTP. Bodies are JSON unless it says otherwise.',
    facts: [
      { name: 'Address', text: servers.map(({ url }) => url).join(', ') },
      {
        name: 'Identity',
        text: Object.values(components.securitySchemes)
          .map(({ description }) => description)
          .join(' Or: '),
      },
      { name: 'Errors', text: '{"error": {"code", "message", "details"?}} with the status of the code.' },
    ],
    sections: tags.map(({ name }) => ({
      title: name,
      entries: operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ method, path, operation }) => entryOf(method, path, operation)),
    })),
  };
}
