import type { TestApplication } from '#server/testing/application.ts';
import { openChat } from '#server/testing/chat-client.ts';
import { connect } from '#server/testing/client.ts';
import { openRaw } from '#server/testing/raw-client.ts';
import { assistantFrame } from './assistant.ts';
import { conversationsFrame } from './conversations.ts';
import { feedFrame } from './feed.ts';
import type { Fate, Generate, Generated, Scene } from './generated.ts';
import { hubFrame } from './hub.ts';
import { subscriptionsFrame } from './subscriptions.ts';
import { supportFrame } from './support.ts';

/** A client that sends what was generated. */
export interface FrameSocket {
  /** Sends them all at once; answers what became of each, in their order, up to one that closed the socket. */
  send(batch: readonly Generated[]): Promise<Fate[]>;
  close(): void;
}

/** A dialect to be sent frames. */
export interface FrameDialect {
  name: string;
  generate: Generate;
  open(application: Pick<TestApplication, 'address'>, scene: Scene): Promise<FrameSocket>;
}

/** A raw socket answers in the order of the frames. `greeting` is sent first and answered with one frame. */
async function openFrames(address: string, path: string, greeting?: object): Promise<FrameSocket> {
  const client = openRaw(address, path);
  if (greeting) await client.send(greeting);
  let answered = greeting ? 1 : 0;
  if (greeting) await client.frame(0);
  await client.opened();
  return {
    async send(batch) {
      const fates: Fate[] = [];
      for (const { frame } of batch) await client.send(frame);
      for (const { fate } of batch) {
        if ('closed' in fate) {
          const { code } = await client.closed();
          const said = client.frames[answered];
          return [...fates, { closed: code, ...(said !== undefined && { said }) }];
        }
        fates.push({ answer: await client.frame(answered++) });
      }
      return fates;
    },
    close: client.close,
  };
}

type Ask = (event: string, ...args: unknown[]) => Promise<unknown>;

/** An event of Socket.IO is answered by its acknowledgement. */
const bySocketIo = (ask: Ask, close: () => void): FrameSocket => ({
  send: (batch) =>
    Promise.all(
      batch.map(async ({ frame }) => {
        const [event, ...args] = frame as [string, ...unknown[]];
        return { answer: await ask(event, ...args) };
      }),
    ),
  close,
});

export const frameDialects: readonly FrameDialect[] = [
  {
    name: 'assistant',
    generate: assistantFrame,
    open: ({ address }, { token }) => openFrames(address, `/ws/assistant?token=${token}`),
  },
  {
    name: 'feed',
    generate: feedFrame,
    open: ({ address }, { token }) => openFrames(address, '/ws/feed', { type: 'auth', token }),
  },
  {
    name: 'subscriptions',
    generate: subscriptionsFrame,
    open: ({ address }, { token }) => openFrames(address, `/chats/ws?token=${token}`),
  },
  {
    name: 'conversations',
    generate: conversationsFrame,
    async open({ address }, { token, userId }) {
      const client = openChat(`${address}/chat`, { query: { userId }, auth: { token } });
      return bySocketIo(client.ask, client.close);
    },
  },
  {
    name: 'support',
    generate: supportFrame,
    async open({ address }, { token }) {
      const client = openChat(address, { auth: { token } });
      return bySocketIo(client.ask, client.close);
    },
  },
  {
    name: 'hub',
    generate: hubFrame,
    async open({ address }, { token }) {
      const client = await connect(address, token);
      return bySocketIo(client.emit, client.close);
    },
  },
];
