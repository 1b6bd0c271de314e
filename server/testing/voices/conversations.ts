import { decodeJwt } from 'jose';
import type { Goodbye, Named } from '#server/dialects/conformance.ts';
import type { RestMessage } from '#server/protocol/rest.ts';
import { openChat } from '#server/testing/chat-client.ts';
import { CUT, DISCONNECTED, goodbyeOf } from './socketio.ts';
import type { FullSpeaker } from './voice.ts';

/** Whose token it is; one that is none is said to be user 1's. */
const userIdOf = (token: string) => (token.includes('.') ? Number(decodeJwt(token).sub) : 1);

const open = (address: string, token: string) =>
  openChat(`${address}/chat`, { query: { userId: userIdOf(token) }, auth: { token } });

const said = (message: string): Goodbye => ({ said: { message }, closed: DISCONNECTED });

/** `receive-message`, which is `message-sent` too, and what REST answers (conversations.md, `receive-message`). */
export const messageOf: FullSpeaker['pushOf'] = ({ id, content, createdAt, sender, conversation }) => ({
  id,
  sender_id: sender.id,
  conversation_id: conversation.id,
  timestamp: createdAt,
  message_type: 'text',
  content,
  conversation: {
    id: conversation.id,
    sender_id: conversation.createdBy,
    receiver_id: conversation.receiverId,
  },
});

export const conversations: FullSpeaker = {
  name: 'conversations',
  async connect({ address }, token, rooms) {
    const userId = userIdOf(token);
    const client = open(address, token);
    for (const { id: conversationId } of rooms) client.emit('join-conversation', { conversationId, userId });
    if (rooms.length > 0) await client.next('joined-conversation', rooms.length);
    const pushes = () =>
      client.all<RestMessage>('receive-message').map((frame) => ({ text: frame.content, frame }));
    const ask = ({ id }: Named, content: string, clientId?: string) =>
      client.ask('send-message', {
        sender_id: userId,
        conversation_id: id,
        message_type: 'text',
        content,
        clientId,
      });
    return {
      ask,
      async send(conversation, content, clientId) {
        const { error } = (await ask(conversation, content, clientId)) as { error?: string };
        return error ?? 'stored';
      },
      frames: () => client.heard,
      pushes,
      texts: () => pushes().map(({ text }) => text),
      heard: (text) => client.when(() => pushes().find((push) => push.text === text), text),
      answer: (frame) => client.ask(...(frame as [string, unknown])),
      blurt: (frame) => client.emit('send-message', frame),
      ended: () => goodbyeOf(client),
      close: client.close,
    };
  },
  async refused({ address }, token) {
    const client = open(address, token);
    const goodbye = await goodbyeOf(client);
    client.close();
    return goodbye;
  },
  goodbyes: {
    invalid: { closed: 'Token is invalid' },
    revoked: said('This session has ended'),
    expired: said('Token is invalid'),
    tooMany: said('Too many connections'),
    shutdown: { closed: CUT },
  },
  oversize: CUT,
  noAccess: 'Unauthorized to join this conversation',
  pushOf: messageOf,
  answerOf: messageOf,
};
