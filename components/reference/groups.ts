import { asyncApiDocument } from '#server/protocol/reference/asyncapi.ts';
import { exampleOf } from '#server/protocol/reference/example.ts';
import type { JsonSchema } from '#server/protocol/reference/json-schema.ts';
import { openApiDocument } from '#server/protocol/reference/openapi.ts';
import { dialectGroups } from './dialect-groups.ts';
import { type Group, partOf } from './entries.ts';
import { restGroup } from './rest-group.ts';

/** The named shapes of both documents. */
function shapesGroup(schemas: Record<string, JsonSchema>): Group {
  const entries = Object.entries(schemas)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, { description = '', ...schema }]) => ({
      id: `shape-${name.toLowerCase()}`,
      label: 'shape',
      name,
      about: description,
      parts: [partOf('Shape', schema, exampleOf(schema, schemas))],
      refusals: [],
    }));
  return {
    id: 'shapes',
    title: 'Shapes',
    about: 'What several of the above have in common, each by one name.',
    facts: [],
    sections: [{ title: 'By name', entries }],
  };
}

/** All that the page says, made of the two documents for a server at that address. */
export function referenceGroups(serverUrl: string): Group[] {
  const [rest, sockets] = [openApiDocument(serverUrl), asyncApiDocument(serverUrl)];
  const schemas = { ...sockets.components.schemas, ...rest.components.schemas };
  return [restGroup(rest), ...dialectGroups(sockets), shapesGroup(schemas)];
}
