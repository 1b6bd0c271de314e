import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { restOperations } from '#server/protocol/routes/routes.ts';
import { isOtherContent } from '#server/protocol/routes/route.ts';
import { exampleOf } from './example.ts';
import { createComponents } from './json-schema.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument('https://chat.example.com');

describe('the OpenAPI document', () => {
  it('is one, by the schema of OpenAPI 3.1, without a reference into nothing', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.filter(([, name]) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual(
      [],
    );
  });

  it('names the server that was asked, and every operation once', () => {
    expect(document.servers).toEqual([{ url: 'https://chat.example.com' }]);
    const ids = [...JSON.stringify(document).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(Object.keys(restOperations).length);
  });

  it('says what a body and a query may be', () => {
    expect(document.paths['/api/tokens']?.post).toMatchObject({
      requestBody: {
        content: {
          'application/json': {
            schema: {
              required: ['email', 'password'],
              properties: { expiresIn: { type: 'integer', minimum: 1, maximum: 3_600, default: 3_600 } },
            },
          },
        },
      },
    });
    expect(document.paths['/api/chats']?.get?.parameters).toContainEqual({
      name: 'status',
      in: 'query',
      required: false,
      schema: { type: 'string', enum: ['PENDING', 'ACTIVE', 'CLOSED'] },
    });
  });

  it.each(Object.entries(restOperations))('has good examples of %s', (_name, { body, answers }) => {
    const { taken, sent, schemas } = createComponents({
      target: 'draft-2020-12',
      unknownKeys: 'refused',
    });
    const examples = Object.values(answers).flatMap((answer) =>
      answer && !isOtherContent(answer)
        ? [{ schema: answer, example: exampleOf(sent(answer), schemas) }]
        : [],
    );
    if (body) examples.push({ schema: body, example: exampleOf(taken(body), schemas, { only: 'required' }) });
    for (const { schema, example } of examples)
      expect({ example, ...schema.safeParse(example) }).toMatchObject({ success: true });
  });
});
