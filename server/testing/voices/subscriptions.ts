import type { Goodbye, Named } from '#server/dialects/conformance.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { goodbyeOf, rawVoice } from './raw.ts';
import type { FullSpeaker } from './voice.ts';

const path = (token: string) => `/chats/ws?token=${token}`;
const refusal = (error: string, closed = 1008): Goodbye => ({ said: { error, status: 'error' }, closed });

export const subscriptions: FullSpeaker = {
  name: 'subscriptions',
  async connect({ address }, token, rooms) {
    const client = openRaw(address, path(token));
    await client.send({ action: 'subscribe', chat_ids: rooms.map(({ uuid }) => uuid) });
    await client.frame(0);
    const voice = rawVoice(client, ({ message }) => message);
    const ask = ({ uuid }: Named, text: string, clientId?: string) =>
      voice.answer({ action: 'message', chat_id: uuid, text, clientId });
    return {
      ...voice,
      ask,
      async send(conversation, text, clientId) {
        const { error } = (await ask(conversation, text, clientId)) as { error?: string };
        return error ?? 'stored';
      },
    };
  },
  refused: ({ address }, token) => goodbyeOf(openRaw(address, path(token))),
  goodbyes: {
    invalid: refusal('Token is invalid'),
    revoked: refusal('Token is invalid'),
    expired: refusal('Token is invalid'),
    tooMany: refusal('Too many connections', 1013),
    shutdown: { closed: 1001 },
  },
  oversize: 1009,
  noAccess: 'no access',
  pushOf: ({ content, sender, conversation }) => ({
    from: sender.username,
    message: content,
    chat_id: conversation.uuid,
  }),
  answerOf: () => ({ action: 'message_response', status: 'success' }),
};
