import { randomUUID } from 'node:crypto';
import type { Goodbye, Named } from '#server/dialects/conformance.ts';
import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import type { HubAck } from '#server/protocol/hub.ts';
import { type HubClient, connect, listen, openSocket } from '#server/testing/client.ts';
import type { FullSpeaker } from './voice.ts';

const KICKED = 'io server disconnect';
const ended = (code: ErrorCode): Goodbye => ({
  said: { code, message: errorTable[code].message },
  closed: KICKED,
});

async function goodbyeOf(client: HubClient): Promise<Goodbye> {
  const closed = await client.closed();
  const said = client.heard.findLast(({ event }) => event === 'ended' || event === 'draining')?.payload;
  return said ? { said, closed } : { closed };
}

/** The hub: a change may tell of several messages, and each counts as a push. */
export const hub: FullSpeaker = {
  name: 'hub',
  async connect({ address }, token) {
    const client = await connect(address, token);
    const pushes = () =>
      client
        .all('changes')
        .flatMap(({ messages }) => messages.map((frame) => ({ text: frame.content, frame })));
    const ask = ({ id }: Named, content: string, clientId: string = randomUUID()) =>
      client.command('message.send', { conversationId: id, content, clientId });
    return {
      ask,
      async send(conversation, content, clientId) {
        const answer = await ask(conversation, content, clientId);
        return answer.ok ? 'stored' : answer.error.message;
      },
      frames: () => client.heard,
      pushes,
      texts: () => pushes().map(({ text }) => text),
      heard: (text) => client.when(() => pushes().find((push) => push.text === text), text),
      answer: (frame) => client.emit(...(frame as [string, ...unknown[]])),
      blurt: (frame) => void client.socket.emit('message.send', frame as never),
      ended: () => goodbyeOf(client),
      close: client.close,
    };
  },
  async refused({ address }, token) {
    const client = listen(openSocket(address, { auth: { token } }));
    return goodbyeOf(client);
  },
  goodbyes: {
    invalid: { closed: 'Token is invalid' },
    tooMany: ended('too_many_connections'),
    revoked: ended('session_ended'),
    expired: ended('token_invalid'),
    shutdown: { said: {}, closed: KICKED },
  },
  oversize: 'transport close',
  noAccess: 'Conversation not found',
  pushOf: ({ sender, conversation, ...message }) => ({
    ...message,
    conversationId: conversation.id,
    senderId: sender.id,
    kind: 'text',
    replyTo: null,
    reactions: {},
    editedAt: null,
    deletedAt: null,
    file: null,
    replacesId: null,
  }),
  answerOf: ({ id, seq, version, createdAt, conversation }): HubAck<unknown> => ({
    ok: true,
    data: { id, conversationId: conversation.id, seq, version, createdAt },
  }),
};
