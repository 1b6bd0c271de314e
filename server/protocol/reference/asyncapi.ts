import type { ClientMessage, DialectDescription } from '#server/protocol/dialects/dialect.ts';
import { dialects } from '#server/protocol/dialects/dialects.ts';
import { exampleOf } from './example.ts';
import { createComponents, type JsonSchema, type UnknownKeys } from './json-schema.ts';

type Components = ReturnType<typeof createComponents>;

export type AsyncApiDocument = ReturnType<typeof asyncApiDocument>;

export interface MessageObject {
  name: string;
  summary: string;
  payload: JsonSchema;
  examples?: { payload: unknown }[];
  /** Of an acknowledgement, which goes back under its event's name. */
  'x-acknowledges'?: string;
}

interface Reference {
  $ref: string;
}

export interface OperationObject {
  action: 'send' | 'receive';
  channel: Reference;
  summary: string;
  messages: Reference[];
  reply?: { channel: Reference; messages: Reference[] };
  /** Why it may be refused. */
  'x-errors'?: readonly string[];
}

export interface ChannelObject {
  address: string;
  title: string;
  description: string;
  servers: Reference[];
  messages: Record<string, MessageObject>;
  bindings: object;
  'x-about': string;
  'x-identity': string;
  'x-transport': DialectDescription['transport'];
  /** Other addresses at which the same is spoken. */
  'x-also'?: readonly string[];
  /** Texts of errors that answer none of its messages. */
  'x-errors': readonly string[];
  'x-closes': Record<string, string>;
}

/** A name as a key: `user:online` → `user-online`. */
const keyed = (name: string) => name.replaceAll(/[^\w.-]/g, '-');

/** Where a message stands in its channel. Both sides may use one name. */
export const messageKeys = {
  fromClient: (name: string) => keyed(name),
  fromServer: (name: string, { fromClient }: DialectDescription) =>
    Object.hasOwn(fromClient, name) ? `${keyed(name)}.event` : keyed(name),
  acknowledgement: (name: string) => `${keyed(name)}.acknowledgement`,
  /** Of an event that there is not. */
  unknown: 'unknown.acknowledgement',
};

function messagesOf(dialect: DialectDescription, { taken, sent, schemas }: Components) {
  const messages: Record<string, MessageObject> = {};
  for (const [name, { about, payload, acknowledgement }] of Object.entries(dialect.fromClient)) {
    const schema = taken(payload);
    messages[messageKeys.fromClient(name)] = {
      name,
      summary: about,
      payload: schema,
      examples: [{ payload: exampleOf(schema, schemas, { only: 'required' }) }],
    };
    if (acknowledgement)
      messages[messageKeys.acknowledgement(name)] = acknowledgementOf(name, sent(acknowledgement), schemas);
  }
  for (const [name, { about, payload }] of Object.entries(dialect.fromServer)) {
    const schema = sent(payload);
    messages[messageKeys.fromServer(name, dialect)] = {
      name,
      summary: about,
      payload: schema,
      examples: [{ payload: exampleOf(schema, schemas) }],
    };
  }
  if (dialect.unknown)
    messages[messageKeys.unknown] = acknowledgementOf('anything else', sent(dialect.unknown), schemas);
  return messages;
}

const acknowledgementOf = (
  name: string,
  payload: JsonSchema,
  schemas: Components['schemas'],
): MessageObject => ({
  name,
  summary: `The acknowledgement of ${name}.`,
  payload,
  examples: [{ payload: exampleOf(payload, schemas) }],
  'x-acknowledges': name,
});

function replyTo(
  name: string,
  { acknowledgement, answers = [] }: ClientMessage,
  dialect: DialectDescription,
) {
  const keys = answers.map((answer) => messageKeys.fromServer(answer, dialect));
  return acknowledgement ? [messageKeys.acknowledgement(name), ...keys] : keys;
}

function operationsOf(id: string, dialect: DialectDescription): [string, OperationObject][] {
  const channel = { $ref: `#/channels/${id}` };
  const messageAt = (key: string) => ({ $ref: `#/channels/${id}/messages/${key}` });
  const received = Object.entries(dialect.fromClient).map(([name, message]): [string, OperationObject] => {
    const reply = replyTo(name, message, dialect).map(messageAt);
    return [
      `${id}.${messageKeys.fromClient(name)}`,
      {
        action: 'receive',
        channel,
        summary: message.about,
        messages: [messageAt(messageKeys.fromClient(name))],
        ...(reply.length > 0 && { reply: { channel, messages: reply } }),
        'x-errors': message.errors,
      },
    ];
  });
  const sent = Object.entries(dialect.fromServer).map(([name, { about }]): [string, OperationObject] => {
    const key = messageKeys.fromServer(name, dialect);
    return [`${id}.${key}`, { action: 'send', channel, summary: about, messages: [messageAt(key)] }];
  });
  return [...received, ...sent];
}

function channelOf(id: string, dialect: DialectDescription, components: Components): ChannelObject {
  const [address, ...others] = dialect.addresses;
  const query = Object.fromEntries(
    Object.entries(dialect.query).map(([name, description]) => [name, { type: 'string', description }]),
  );
  return {
    address,
    title: id,
    description: `${dialect.about} Identity: ${dialect.identity}`,
    servers: [{ $ref: `#/servers/${dialect.transport === 'websocket' ? 'websocket' : 'socketio'}` }],
    messages: messagesOf(dialect, components),
    bindings: { ws: { query: { type: 'object', properties: query } } },
    'x-about': dialect.about,
    'x-identity': dialect.identity,
    'x-transport': dialect.transport,
    ...(others.length > 0 && { 'x-also': others }),
    'x-errors': dialect.otherErrors,
    'x-closes': dialect.closes,
  };
}

/**
 * The AsyncAPI 3 document of every dialect, seen from the server: it receives what clients send. `serverUrl` is where
 * the server is asked; `unknownKeys` says whether what the server sends may have keys that are not in its schema.
 */
export function asyncApiDocument(serverUrl: string, unknownKeys: UnknownKeys = 'ignored') {
  const { host, protocol } = new URL(serverUrl);
  const components = createComponents({ target: 'draft-07', unknownKeys });
  const server = { host, protocol: protocol === 'https:' ? 'wss' : 'ws' };
  const channels = Object.fromEntries(
    Object.entries(dialects).map(([id, dialect]) => [id, channelOf(id, dialect, components)]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Switchboard',
      version: '1',
      description:
        'Six dialects over one set of conversations: a message that a client of any of them sends reaches the clients ' +
        'of every other that may read it. What the server sends may gain fields at any time: ignore what you do not know.',
    },
    defaultContentType: 'application/json',
    servers: {
      websocket: { ...server, description: 'WebSockets; each text frame is one JSON object.' },
      socketio: {
        ...server,
        pathname: '/socket.io/',
        description:
          'Socket.IO 4. A channel’s address is a namespace, a message’s name the event, its payload the first argument.',
      },
    },
    channels,
    operations: Object.fromEntries(
      Object.entries(dialects).flatMap(([id, dialect]) => operationsOf(id, dialect)),
    ),
    components: { schemas: components.schemas },
  };
}
