import { z } from 'zod';
import { metadata } from './names.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * What a shape that the server sends says of keys that are not in it. Readers are to ignore them, since new ones may come
 * at any time; tests refuse them, so that none comes undocumented.
 */
export type UnknownKeys = 'ignored' | 'refused';

interface ComponentsOptions {
  target: 'draft-2020-12' | 'draft-07';
  unknownKeys: UnknownKeys;
}

/** Turns zod's schemas into those of a document; the named ones (`.meta({ id })`) are kept once, as its components. */
export function createComponents({ target, unknownKeys }: ComponentsOptions) {
  const schemas: Record<string, JsonSchema> = {};

  function override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }) {
    // zod says of every object that it has no other keys.
    if (unknownKeys === 'ignored' && zodSchema instanceof z.ZodObject && !zodSchema.def.catchall)
      delete jsonSchema.additionalProperties;
    // The format says it, and shorter.
    if (jsonSchema.format) delete jsonSchema.pattern;
    // The largest number of JavaScript is no rule of ours.
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  }

  function convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const {
      $schema: _,
      $defs,
      definitions,
      ...root
    } = z.toJSONSchema(schema, { io, target, metadata, override });
    for (const [id, named] of Object.entries($defs ?? definitions ?? {}))
      schemas[id] = pointed(named) as JsonSchema;
    return pointed(root) as JsonSchema;
  }

  return {
    schemas,
    /** What a client may send. */
    taken: (schema: z.ZodType): JsonSchema => convert(schema, 'input'),
    /** What the server sends. */
    sent: (schema: z.ZodType): JsonSchema => convert(schema, 'output'),
  };
}

/** References as they are in the document. */
function pointed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(pointed);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === '$ref'
        ? String(value).replace(/^#\/(\$defs|definitions)\//, '#/components/schemas/')
        : pointed(value),
    ]),
  );
}
