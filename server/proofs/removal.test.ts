import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELETE as removeParticipant } from '#app/api/chats/conversations/[id]/participants/[userId]/route.ts';
import { sharedApplication, startApplication, type TestApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import { callRoute, serveRoutes } from '#server/testing/rest.ts';
import { joinChat, openSupport, say } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { connectAll } from './dialects.ts';
import { groupOf } from './places.ts';
import { startQuietTime } from './quiet-time.ts';
import { rest } from './rest.ts';

/** What every document promises (protocols, "Who may connect"). */
const WITHIN_MS = 2_000;

const here = sharedApplication();
let elsewhere: TestApplication;
let instances: TestApplication[];

beforeAll(async () => {
  // No bus joins the two: what the other one does is found by asking the store.
  elsewhere = await startApplication({}, here.databaseUrl);
  instances = [here, elsewhere];
  serveRoutes(here);
});
afterAll(() => elsewhere.stop());

/** Ada and Grace in two groups of Grace's, and Ada on both instances in every dialect. */
async function scene() {
  const [ada, grace] = [await here.user('ada'), await here.user('grace')];
  const { conversation: chat } = await groupOf(here, grace, ada);
  const { conversation: other } = await groupOf(here, grace, ada);
  const sockets = await Promise.all(
    instances.map((application) => connectAll(application, ada, chat, other)),
  );
  const hubs = await Promise.all(instances.map((application) => application.connect(ada)));
  // Who is online is told to those who share any conversation: Grace is before it begins.
  const hers = await Promise.all(instances.map((application) => application.connect(grace)));
  return { ada, grace, chat, other, sockets, hubs, hers };
}

type Stage = Awaited<ReturnType<typeof scene>>;

/** Ways out of a group. */
const causes: Readonly<Record<string, (by: { ada: TestUser; grace: TestUser }) => TestUser>> = {
  'removed by the owner': ({ grace }) => grace,
  'gone by themselves': ({ ada }) => ada,
};

/** Grace does all that others hear of, and ends with a message elsewhere. */
async function makeNoise(
  application: TestApplication,
  hub: HubClient,
  { grace, chat, other }: Stage,
  marker: string,
) {
  await hub.ok('conversation.typing', { conversationId: chat.id, typing: true });
  const client = openSupport(application, grace);
  const person = { user: grace, client };
  await joinChat(person, String(chat.id));
  const { id } = await say(person, String(chat.id), 'a secret');
  await client.ask('typing', { chatId: String(chat.id), isTyping: true });
  await client.ask('readMessages', { chatId: String(chat.id), messageIds: [id] });
  await client.ask('leaveChat', String(chat.id));
  await hub.ok('conversation.rename', { conversationId: chat.id, title: 'Without Ada' });
  await say(person, String(other.id), marker);
  client.close();
}

/** What the socket was told since then; the hub's heartbeat is a matter of time. */
const since = (frames: readonly unknown[], place: number) =>
  frames.slice(place).filter((frame) => (frame as { event?: string }).event !== 'heads');

async function expectSilence(place: number, stage: Stage) {
  const [application, hub, sockets] = [instances[place], stage.hers[place], stage.sockets[place]];
  if (!application || !hub || !sockets) throw new Error('There is no such instance');
  const before = new Map([...sockets.values()].map((voice) => [voice, voice.frames().length]));
  const marker = `elsewhere on ${place}`;
  await makeNoise(application, hub, stage, marker);
  for (const [{ name }, voice] of sockets) {
    await voice.heard(marker);
    const told = since(voice.frames(), before.get(voice) ?? 0).map((frame) => JSON.stringify(frame));
    // What the other instance stored there may be found only now.
    expect([name, told.filter((frame) => !frame.includes('elsewhere on'))]).toEqual([name, []]);
  }
}

describe('who is no longer in a conversation', () => {
  it.each(Object.entries(causes))(
    '(%s) hears nothing of it two seconds later, in any dialect, and cannot write into it',
    async (_name, who) => {
      const stage = await scene();
      const { ada, chat, sockets, hubs } = stage;
      const time = startQuietTime(here);
      const answer = await callRoute(removeParticipant, {
        token: who(stage).token,
        method: 'DELETE',
        params: { id: String(chat.id), userId: String(ada.id) },
      });
      expect(answer.status).toBe(204);
      for (const hub of hubs) await hub.next('removed', ({ conversationId }) => conversationId === chat.id);
      expect(await time.stop()).toBeLessThan(WITHIN_MS);

      for (const [index] of instances.entries()) {
        await expectSilence(index, stage);
        const writers = [...(sockets[index] ?? [])].filter(([, { send }]) => send);
        for (const [{ name, noAccess }, { send }] of writers)
          expect([name, await send?.(chat, 'still me')]).toEqual([name, noAccess]);
      }
      expect(await rest.ask(ada, chat, 'still me')).toMatchObject({ status: 404 });
      for (const hub of [...hubs, ...stage.hers]) hub.close();
      for (const voices of sockets) for (const voice of voices.values()) voice.close();
    },
  );
});
