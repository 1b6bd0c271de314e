import type { Goodbye } from '#server/dialects/conformance.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { goodbyeOf, rawVoice } from './raw.ts';
import type { FullSpeaker } from './voice.ts';

const refusal = (message: string, closed = 1008): Goodbye => ({
  said: { type: 'auth_error', message },
  closed,
});

/** It only receives, and hears of every conversation. */
export const feed: FullSpeaker = {
  name: 'feed',
  async connect({ address }, token) {
    const client = openRaw(address, '/');
    await client.send({ type: 'auth', token });
    await client.frame(0);
    return rawVoice(client, ({ payload }) => (payload as { content?: string } | undefined)?.content);
  },
  async refused({ address }, token) {
    const client = openRaw(address, '/ws/feed');
    await client.send({ type: 'auth', token });
    return goodbyeOf(client);
  },
  goodbyes: {
    invalid: refusal('Token is invalid'),
    revoked: refusal('Token is invalid'),
    expired: refusal('Token is invalid'),
    tooMany: refusal('Too many connections', 1013),
    shutdown: { closed: 1001 },
  },
  oversize: 1009,
  noAccess: '',
  pushOf: ({ id, content, createdAt, sender, answer, conversation }) => ({
    type: 'new_message',
    payload: {
      id: String(id),
      chatId: String(conversation.id),
      role: sender.role === 'ASSISTANT' ? 'assistant' : 'user',
      content,
      precis: answer?.precis ?? null,
      audioUrl: answer?.audioUrl ?? null,
      fallbackUsed: answer?.fallbackUsed ?? false,
      status: answer?.status ?? 'COMPLETED',
      createdAt,
    },
  }),
};
