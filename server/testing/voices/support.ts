import type { Goodbye, Named } from '#server/dialects/conformance.ts';
import type { SupportMessage } from '#server/protocol/support.ts';
import { openChat } from '#server/testing/chat-client.ts';
import { CUT, DISCONNECTED, goodbyeOf } from './socketio.ts';
import type { Stored } from './stored.ts';
import type { FullSpeaker } from './voice.ts';

interface Answer {
  event: string;
  data: unknown;
}

const open = (address: string, token: string) => openChat(address, { auth: { token } });
const said = (text: string): Goodbye => ({ said: text, closed: DISCONNECTED });

/** `Message` (support.md, "Data Types"); what is not set is left out. */
const messageOf = ({ id, content, createdAt, sender, conversation }: Stored): SupportMessage => ({
  id: String(id),
  chatId: String(conversation.id),
  senderId: sender.id,
  text: content,
  createdAt,
  sender: { id: sender.id, email: sender.email, role: sender.role },
});

export const support: FullSpeaker = {
  name: 'support',
  async connect({ address }, token, rooms) {
    const client = open(address, token);
    await Promise.all(rooms.map(({ uuid }) => client.ask('joinChat', uuid)));
    const pushes = () =>
      client.all<SupportMessage>('newMessage').map((frame) => ({ text: frame.text ?? '', frame }));
    const ask = ({ id }: Named, text: string, clientId?: string) =>
      client.ask('sendMessage', { chatId: String(id), message: { text, clientId } });
    return {
      ask,
      async send(conversation, text, clientId) {
        const { event, data } = (await ask(conversation, text, clientId)) as Answer;
        return event === 'messageSent' ? 'stored' : String(data);
      },
      frames: () => client.heard,
      pushes,
      texts: () => pushes().map((push) => push.text),
      heard: (text) => client.when(() => pushes().find((push) => push.text === text), text),
      answer: (frame) => client.ask(...(frame as [string, unknown])),
      blurt: (frame) => client.emit('sendMessage', frame),
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
    revoked: said('Token is invalid'),
    expired: said('Token is invalid'),
    tooMany: said('Too many connections'),
    shutdown: { closed: CUT },
  },
  oversize: CUT,
  noAccess: 'Conversation not found',
  pushOf: messageOf,
  answerOf: (message): Answer => ({ event: 'messageSent', data: messageOf(message) }),
};
