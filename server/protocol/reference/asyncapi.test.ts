import { readdirSync } from 'node:fs';
import official from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' };
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { dialects } from '#server/protocol/dialects/dialects.ts';
import { hubCommands, hubEvents } from '#server/protocol/hub.ts';
import { asyncApiDocument, type ChannelObject } from './asyncapi.ts';
import { exampleOf } from './example.ts';
import { createComponents } from './json-schema.ts';

const document = asyncApiDocument('https://chat.example.com');

describe('the AsyncAPI document', () => {
  it('is one, by the schema of AsyncAPI 3.0, without a reference into nothing', () => {
    // It brings its own meta-schema.
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, meta: false });
    addFormats.default(ajv);
    const validate = ajv.compile(official);
    expect({ valid: validate(document), errors: validate.errors }).toEqual({ valid: true, errors: null });

    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    const found = (path: string) =>
      path
        .split('/')
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document);
    expect(references.filter((path) => found(path) === undefined)).toEqual([]);
  });

  it('names the server that was asked', () => {
    expect(document.servers.websocket).toMatchObject({ host: 'chat.example.com', protocol: 'wss' });
    expect(asyncApiDocument('http://localhost:3000').servers.socketio).toMatchObject({
      host: 'localhost:3000',
      protocol: 'ws',
    });
  });

  it('has every dialect that the server has', () => {
    const folders = readdirSync(new URL('../../dialects', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(Object.keys(document.channels).toSorted()).toEqual(folders.toSorted());
  });

  it('has every command and event of the hub', () => {
    const { messages } = document.channels.hub as ChannelObject;
    const names = Object.values(messages).map(({ name, 'x-acknowledges': of }) => (of ? `${of}!` : name));
    const commands = Object.keys(hubCommands);
    const acknowledgements = [...commands, 'anything else'].map((name) => `${name}!`);
    expect(names.toSorted()).toEqual(
      [...commands, ...acknowledgements, ...Object.keys(hubEvents)].toSorted(),
    );
  });
});

const shapes = Object.entries(dialects).flatMap(([dialect, { fromClient, fromServer, unknown }]) => [
  ...Object.entries(fromClient).map(([name, { payload }]) => ({
    name,
    dialect,
    io: 'taken' as const,
    schema: payload,
  })),
  ...Object.entries(fromClient).flatMap(([name, { acknowledgement }]) =>
    acknowledgement
      ? [{ name: `the acknowledgement of ${name}`, dialect, io: 'sent' as const, schema: acknowledgement }]
      : [],
  ),
  ...Object.entries(fromServer).map(([name, { payload }]) => ({
    name,
    dialect,
    io: 'sent' as const,
    schema: payload,
  })),
  ...(unknown ? [{ name: 'anything else', dialect, io: 'sent' as const, schema: unknown }] : []),
]);

describe('examples', () => {
  it.each(shapes)('$name of $dialect has a good one', ({ io, schema }) => {
    const components = createComponents({ target: 'draft-07', unknownKeys: 'refused' });
    const example = exampleOf(components[io](schema), components.schemas, {
      ...(io === 'taken' && { only: 'required' }),
    });
    expect({ example, ...schema.safeParse(example) }).toMatchObject({ success: true });
  });
});
