import type { JsonSchema } from '#server/protocol/reference/json-schema.ts';

/** A word of a shape; one with `shape` names a shape that stands elsewhere. */
export interface Piece {
  text: string;
  shape?: string;
}

/** One line of a shape, as it is read: indented, with what is to be said of it at its end. */
export interface Line {
  depth: number;
  pieces: Piece[];
  note?: string;
}

const word = (text: string): Piece => ({ text });
const lineOf = (...pieces: Piece[]): Line[] => [{ depth: 0, pieces }];

/** The second begins where the first ends. */
function join(first: Line[], between: string, second: Line[]): Line[] {
  const last = first.at(-1);
  const [next, ...rest] = second;
  if (!last || !next) return [...first, ...second];
  const joined = { ...next, depth: last.depth, pieces: [...last.pieces, word(between), ...next.pieces] };
  return [...first.slice(0, -1), joined, ...rest];
}

/** Where a schema is only `true`, anything goes. */
const schemaIn = (part: unknown): JsonSchema =>
  typeof part === 'object' && part !== null ? (part as JsonSchema) : {};

function combined(schemas: readonly unknown[], between: ' | ' | ' & '): Line[] {
  const [first = lineOf(), ...rest] = schemas.map((one) => linesOf(schemaIn(one)));
  return rest.reduce((all, one) => join(all, between, one), first);
}

function object({ properties = {}, required = [], additionalProperties }: JsonSchema): Line[] {
  const fields = Object.entries(properties).flatMap(([name, part]) => {
    const schema = schemaIn(part);
    const [first, ...rest] = linesOf(schema);
    const note = noteOf(schema);
    const named: Line = {
      depth: 1,
      pieces: [word(`${name}${required.includes(name) ? '' : '?'}: `), ...(first?.pieces ?? [])],
      ...(note && { note }),
    };
    return [named, ...rest.map((line) => ({ ...line, depth: line.depth + 1 }))];
  });
  if (fields.length > 0) return [...lineOf(word('{')), ...fields, ...lineOf(word('}'))];
  if (typeof additionalProperties !== 'object') return lineOf(word('{}'));
  return join(join(lineOf(word('{ [key]: ')), '', linesOf(additionalProperties)), '', lineOf(word(' }')));
}

function array({ prefixItems, items }: JsonSchema): Line[] {
  const places = prefixItems ?? (Array.isArray(items) ? items : undefined);
  if (places) {
    const [first = lineOf(), ...rest] = places.map((one) => linesOf(schemaIn(one)));
    const inside = rest.reduce((all, one) => join(all, ', ', one), first);
    return join(join(lineOf(word('[')), '', inside), '', lineOf(word(']')));
  }
  const one = schemaIn(items);
  const item = linesOf(one);
  const isUnion = (one.anyOf ?? one.oneOf ?? one.enum ?? [one.type].flat()).length > 1;
  if (!isUnion) return join(item, '', lineOf(word('[]')));
  return join(join(lineOf(word('(')), '', item), '', lineOf(word(')[]')));
}

const scalars: Record<string, string> = {
  integer: 'integer',
  'date-time': 'time',
  uuid: 'uuid',
  binary: 'bytes',
};

function linesOf(schema: JsonSchema): Line[] {
  if (schema.$ref) {
    const shape = schema.$ref.split('/').at(-1) ?? '';
    return lineOf({ text: shape, shape });
  }
  if (schema.const !== undefined) return lineOf(word(JSON.stringify(schema.const)));
  if (schema.enum) return lineOf(word(schema.enum.map((value) => JSON.stringify(value)).join(' | ')));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return combined(choices, ' | ');
  if (schema.allOf) return combined(schema.allOf, ' & ');
  if (schema.type === 'object') return object(schema);
  if (schema.type === 'array') return array(schema);
  if (Array.isArray(schema.type)) return lineOf(word(schema.type.join(' | ')));
  return lineOf(word(scalars[schema.format ?? ''] ?? schema.format ?? schema.type ?? 'anything'));
}

/** What else is to be kept to; that an id is positive goes without saying. */
function noteOf(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, maxItems, description } = schema;
  const range = maximum === undefined ? undefined : `${minimum ?? 0} to ${maximum.toLocaleString('en')}`;
  const most = maxLength?.toLocaleString('en');
  const length = most && (minLength ? `${minLength} to ${most} characters` : `at most ${most} characters`);
  const items =
    maxItems === undefined || schema.prefixItems ? undefined : `at most ${maxItems.toLocaleString('en')}`;
  const usual = schema.default === undefined ? undefined : `${JSON.stringify(schema.default)} unless given`;
  return [description, range, length, items, usual].filter(Boolean).join('; ');
}

/** A JSON schema as lines that a person reads, in the manner of TypeScript. */
export const shapeOf = (schema: JsonSchema): Line[] => linesOf(schema);
