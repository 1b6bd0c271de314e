import type { Named } from '#server/dialects/conformance.ts';
import type { TestApplication } from '#server/testing/application.ts';
import type { TestUser } from '#server/testing/users.ts';
import { assistant } from '#server/testing/voices/assistant.ts';
import { conversations } from '#server/testing/voices/conversations.ts';
import { feed } from '#server/testing/voices/feed.ts';
import { hub } from '#server/testing/voices/hub.ts';
import type { Stored } from '#server/testing/voices/stored.ts';
import { subscriptions } from '#server/testing/voices/subscriptions.ts';
import { support } from '#server/testing/voices/support.ts';
import type { FullSpeaker, FullVoice } from '#server/testing/voices/voice.ts';
import { rest } from './rest.ts';

/** Every dialect in which one hears of what is said. */
export const hearing: readonly FullSpeaker[] = [feed, conversations, support, subscriptions, hub];

/** A way for one user to say something in a conversation: a socket, or REST. */
export interface Sender {
  name: string;
  /** Resolves with the answer as it came. */
  ask(conversation: Named, text: string, clientId?: string): Promise<unknown>;
  /** Resolves with `stored` or the error's text. */
  send(conversation: Named, text: string, clientId?: string): Promise<string>;
  /** What the sender of that message is answered. */
  answerOf(message: Stored): unknown;
}

/** A socket in each of the dialects. */
export type Sockets = ReadonlyMap<FullSpeaker, FullVoice>;

async function connectOver(
  speakers: readonly FullSpeaker[],
  { address }: Pick<TestApplication, 'address'>,
  { token }: TestUser,
  rooms: readonly Named[],
): Promise<Sockets> {
  const opened = speakers.map(
    async (speaker) => [speaker, await speaker.connect({ address }, token, rooms)] as const,
  );
  return new Map(await Promise.all(opened));
}

/** A socket of the user in every dialect in which one hears, in these conversations. */
export const connectAll = (
  application: Pick<TestApplication, 'address'>,
  user: TestUser,
  ...rooms: Named[]
): Promise<Sockets> => connectOver(hearing, application, user, rooms);

/** The same, with a socket of the assistant's own dialect, which has asked nothing. */
export async function connectEvery(
  application: Pick<TestApplication, 'address'>,
  user: TestUser,
  ...rooms: Named[]
): Promise<Sockets> {
  const sockets = await connectAll(application, user, ...rooms);
  return new Map([...sockets, ...(await connectOver([assistant], application, user, []))]);
}

/** Every way in which the user of these sockets can send: each dialect that sends, and REST. */
export function sendersOf(user: TestUser, sockets: Sockets): Sender[] {
  const bySocket = [...sockets].flatMap(([{ name, answerOf }, { ask, send }]) =>
    ask && send && answerOf ? [{ name, ask, send, answerOf }] : [],
  );
  const byRest: Sender = {
    name: rest.name,
    ask: (...message) => rest.ask(user, ...message),
    send: (...message) => rest.send(user, ...message),
    answerOf: rest.answerOf,
  };
  return [...bySocket, byRest];
}

/** One way of the user to send, with the socket that it takes; to be closed. */
export async function senderOver(
  name: string,
  application: Pick<TestApplication, 'address'>,
  user: TestUser,
): Promise<Sender & { close(): void }> {
  const speaker = hearing.find((each) => each.name === name);
  const voice = speaker && (await speaker.connect(application, user.token, []));
  const [sender] = sendersOf(user, new Map(speaker && voice ? [[speaker, voice]] : []));
  if (!sender) throw new Error(`Nobody sends over ${name}`);
  return { ...sender, close: () => voice?.close() };
}

/** The names of all ways to send. */
export const sending: readonly string[] = [
  ...hearing.filter(({ answerOf }) => answerOf).map(({ name }) => name),
  rest.name,
];
