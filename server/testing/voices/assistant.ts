import { decodeJwt } from 'jose';
import type { Goodbye, Named } from '#server/dialects/conformance.ts';
import { openRaw, type RawClient } from '#server/testing/raw-client.ts';
import { goodbyeOf } from './raw.ts';
import type { FullSpeaker, Push } from './voice.ts';

/** What a socket says to have asked in a conversation. */
export const HELLO = 'hello';

interface Frame {
  event: string;
  message: { content: string[] };
  data: { content: string } | null;
}

const path = (token: string) => `/?token=${token}`;
const refusal = (text: string, closed = 1008): Goodbye => ({
  said: {
    event: 'unauthorized',
    success: false,
    message: { content: [text], displayable: false },
    data: null,
  },
  closed,
});

const framesOf = (client: RawClient) => client.frames as Frame[];
const pushesOf = (client: RawClient): Push[] =>
  framesOf(client).flatMap((frame) => (frame.data ? [{ text: frame.data.content, frame }] : []));
const textsOf = (client: RawClient) => pushesOf(client).map(({ text }) => text);

/** It hears of answers only; a socket hears of those of the conversations in which it has asked. */
export const assistant: FullSpeaker = {
  name: 'assistant',
  async connect({ address }, token, conversations) {
    const client = openRaw(address, path(token));
    const userId = Number(decodeJwt(token).sub);
    /** Every frame of a client is answered by one. */
    let answered = 0;
    async function answer(frame: unknown): Promise<Frame> {
      const place = answered++;
      await client.send(frame);
      return client.when(() => framesOf(client)[place], `frame ${place}`);
    }
    const ask = ({ id }: Named, prompt: string, clientId?: string) =>
      answer({ event: 'chat_message', data: { userId, prompt, sessionId: id, clientId } });
    await client.opened();
    for (const conversation of conversations) await ask(conversation, HELLO, HELLO);
    return {
      async send(conversation, text, clientId) {
        const { event, message } = await ask(conversation, text, clientId);
        return event === 'chat_error' ? (message.content[0] ?? '') : 'stored';
      },
      frames: () => client.frames,
      pushes: () => pushesOf(client),
      texts: () => textsOf(client),
      heard: (text) => client.when(() => (textsOf(client).includes(text) ? true : undefined), text),
      answer,
      blurt: (frame) => void client.send(frame),
      async ended() {
        const { said, closed } = await goodbyeOf(client);
        return (said as Frame | undefined)?.event === 'unauthorized' ? { said, closed } : { closed };
      },
      close: client.close,
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
  noAccess: 'Conversation not found',
  /** Of an answer; it hears of nothing else. */
  pushOf: ({ content, conversation }) => ({
    event: 'chat_response',
    success: true,
    message: { content: ['Succesful response'], displayable: false },
    data: { sessionId: conversation.id, content },
  }),
};
