import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '#server/protocol/reference/json-schema.ts';
import { shapeOf } from './shape.ts';

const read = (schema: JsonSchema): string[] =>
  shapeOf(schema).map(({ depth, pieces, note }) => {
    const text = pieces.map((piece) => piece.text).join('');
    return '  '.repeat(depth) + text + (note ? ` // ${note}` : '');
  });

describe('a shape', () => {
  it('shows fields, what may be missing, and what they keep to', () => {
    expect(
      read({
        type: 'object',
        required: ['id', 'sentAt'],
        properties: {
          id: { type: 'integer', exclusiveMinimum: 0 },
          sentAt: { type: 'string', format: 'date-time' },
          limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
          clientId: { type: 'string', minLength: 1, maxLength: 64, description: 'The sender’s name for it' },
        },
      }),
    ).toEqual([
      '{',
      '  id: integer',
      '  sentAt: time',
      '  limit?: integer // 1 to 100; 50 unless given',
      '  clientId?: string // The sender’s name for it; 1 to 64 characters',
      '}',
    ]);
  });

  it('nests objects, lists and choices', () => {
    const message: JsonSchema = { $ref: '#/components/schemas/Message' };
    expect(
      read({
        type: 'object',
        required: ['messages', 'peer', 'heads', 'kind', 'results'],
        properties: {
          messages: { type: 'array', items: message },
          peer: { anyOf: [message, { type: 'null' }] },
          heads: {
            type: 'array',
            items: { type: 'array', items: [{ type: 'integer' }, { type: 'integer' }] },
          },
          kind: { enum: ['direct', 'group'] },
          results: {
            type: 'array',
            items: {
              oneOf: [
                { type: 'object', required: ['ok'], properties: { ok: { const: true } } },
                { type: 'string' },
              ],
            },
          },
        },
      }),
    ).toEqual([
      '{',
      '  messages: Message[]',
      '  peer: Message | null',
      '  heads: [integer, integer][]',
      '  kind: "direct" | "group"',
      '  results: ({',
      '    ok: true',
      '  } | string)[]',
      '}',
    ]);
    expect(shapeOf(message)[0]?.pieces).toEqual([{ text: 'Message', shape: 'Message' }]);
  });

  it('shows keys that nobody knows beforehand, no keys, and anything', () => {
    expect(
      read({ type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } }),
    ).toEqual(['{ [key]: integer[] }']);
    expect(read({ type: 'object', properties: {} })).toEqual(['{}']);
    expect(read({})).toEqual(['anything']);
    expect(read({ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } })).toEqual([
      '(string | null)[]',
    ]);
  });
});
