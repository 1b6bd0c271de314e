import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import type {
  AsyncApiDocument,
  ChannelObject,
  MessageObject,
  OperationObject,
} from '#server/protocol/reference/asyncapi.ts';
import { type Entry, type Group, type Part, partOf, type Refusal } from './entries.ts';

const keyOf = ({ $ref }: { $ref: string }) => $ref.split('/').at(-1) ?? '';

const payloadPart = (title: string, { payload, examples }: MessageObject): Part =>
  partOf(title, payload, examples?.[0]?.payload);

/** A code of the table of errors with its text; any other error is a text itself. */
const refusalOf = (error: string): Refusal =>
  Object.hasOwn(errorTable, error)
    ? { code: error, text: errorTable[error as ErrorCode].message }
    : { code: error };

function entryOf(id: string, key: string, operation: OperationObject, channel: ChannelObject): Entry[] {
  const message = channel.messages[key];
  if (!message) return [];
  const replies = (operation.reply?.messages ?? []).flatMap((reply) => channel.messages[keyOf(reply)] ?? []);
  const acknowledgement = replies.find((reply) => reply['x-acknowledges']);
  const answers = replies.filter((reply) => !reply['x-acknowledges']).map(({ name }) => name);
  return [
    {
      id: `${id}-${key.toLowerCase().replaceAll('.', '-')}`,
      label: operation.action === 'receive' ? 'client' : 'server',
      name: message.name,
      about: operation.summary,
      parts: [
        payloadPart(channel['x-transport'] === 'socket.io' ? 'Payload' : 'Frame', message),
        ...(acknowledgement ? [payloadPart('Acknowledgement', acknowledgement)] : []),
      ],
      refusals: (operation['x-errors'] ?? []).map(refusalOf),
      ...(answers.length > 0 && { answers }),
    },
  ];
}

function groupOf(id: string, channel: ChannelObject, document: AsyncApiDocument): Group {
  const entries = (action: OperationObject['action']) =>
    Object.values(document.operations)
      .filter((operation) => operation.action === action && keyOf(operation.channel) === id)
      .flatMap((operation) =>
        operation.messages.flatMap((message) => entryOf(id, keyOf(message), operation, channel)),
      );
  const isSocketIo = channel['x-transport'] === 'socket.io';
  const { host, protocol } = document.servers.websocket;
  const closes = Object.entries(channel['x-closes']);
  return {
    id,
    title: id,
    about: channel['x-about'],
    facts: [
      {
        name: 'Address',
        text: isSocketIo
          ? `Socket.IO 4, namespace ${channel.address}`
          : [channel.address, ...(channel['x-also'] ?? [])]
              .map((path) => `${protocol}://${host}${path}`)
              .join(', or '),
      },
      { name: 'Identity', text: channel['x-identity'] },
      ...(closes.length > 0
        ? [{ name: 'Closes with', text: closes.map(([code, when]) => `${code}: ${when}`).join('. ') }]
        : []),
      ...(channel['x-errors'].length > 0
        ? [{ name: 'Other errors', text: channel['x-errors'].join(' · ') }]
        : []),
    ],
    sections: [
      { title: 'From a client', entries: entries('receive') },
      { title: 'From the server', entries: entries('send') },
    ],
  };
}

/** Each dialect as a group. */
export const dialectGroups = (document: AsyncApiDocument): Group[] =>
  Object.entries(document.channels).map(([id, channel]) => groupOf(id, channel, document));
