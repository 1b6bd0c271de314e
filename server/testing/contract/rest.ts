import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument, openApiPath, partsOf } from '#server/protocol/reference/openapi.ts';
import { restOperations } from '#server/protocol/routes/routes.ts';
import { contractOptions, createContract, pointer } from './contract.ts';

const openApi = openApiDocument('http://localhost', 'refused');
const { check } = createContract(new Ajv2020(contractOptions), openApi);

/** Paths of the document, as patterns of what is asked: the one with the fewest names is meant. */
const paths = [...new Set(Object.keys(restOperations).map((name) => partsOf(name)[1]))]
  .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  .toSorted((one, other) => one.path.split('{').length - other.path.split('{').length);

/** An answer of REST, as a client saw it. */
export interface SeenAnswer {
  status: number;
  contentType: string | null;
  text: string;
}

/** Throws where the answer is none that the OpenAPI document has for the operation (its name in the table of routes). */
export function checkAnswer(operation: string, { status, contentType, text }: SeenAnswer): void {
  const [method, path] = partsOf(operation);
  const where = `${operation} ${status}`;
  const response = openApi.paths[path]?.[method]?.responses[status];
  if (!response) throw new Error(`${where} is not in the OpenAPI document: ${text.slice(0, 500)}`);
  const { content } = response;
  if (!content) {
    if (text !== '') throw new Error(`${where} has a body, which the OpenAPI document does not say`);
    return;
  }
  const type = contentType?.split(';')[0]?.trim() ?? '';
  const described = content[type] ?? content['*/*'];
  if (!described) throw new Error(`${where} answers ${type}, which the OpenAPI document does not say`);
  if (!described.schema) return;
  const place = pointer('paths', path, method, 'responses', String(status), 'content', type, 'schema');
  check(place, JSON.parse(text), where);
}

/** The operation that a request is for; undefined where there is none. */
export function operationAt(method: string, pathname: string): string | undefined {
  const path = paths.find(({ pattern }) => pattern.test(pathname))?.path;
  return Object.keys(restOperations).find((name) => {
    const [verb, at] = name.split(' ');
    return verb === method && openApiPath(at ?? '') === path;
  });
}
