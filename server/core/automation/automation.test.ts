import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sharedApplication, startApplication, type TestApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { TestUser } from '#server/testing/users.ts';
import { until } from '#server/testing/until.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Until nine o'clock of the day after tomorrow, whenever this runs. */
const opens = DAYS[(new Date().getUTCDay() + 2) % 7] ?? '';
const settings = { BUSINESS_HOURS: `${opens} 09:00-17:00` };
const application = sharedApplication(settings);
// Another one looks as well, at the same database: whatever is due is done once.
let beside: TestApplication | undefined;
beforeAll(async () => {
  beside = await startApplication(settings, application.databaseUrl);
});
afterAll(() => beside?.stop());
const quiet = { awayReply: '', autoClose: null, assignment: 'manual' } as const;
afterEach(() => application.setUp(quiet));

const say = (user: TestUser, conversationId: number, content = 'A word') =>
  application.core.messages.send(sessionOf(user), { conversationId, content });
const stateOf = async (user: TestUser, id: number) => {
  const { status, adminId } = await application.core.support.get(sessionOf(user), String(id));
  return { status, adminId };
};
const historyOf = async (admin: TestUser, conversationId: number) =>
  (await application.core.events.list(sessionOf(admin), { conversationId, limit: 100 })).events.map(
    ({ kind, actor, details }) => ({ kind, by: actor?.id ?? null, reason: details.reason }),
  );
/** The lines about the chat, as its client reads them. */
async function lines(client: TestUser, conversationId: number): Promise<string[]> {
  const { messages } = await application.core.reading.history(sessionOf(client), {
    conversationId,
    limit: 100,
  });
  return messages.filter(({ kind }) => kind === 'system').map(({ content }) => content);
}
/** Asks again until the answer is as it should be. */
const when = async <T>(ask: () => Promise<T>, ready: (answer: T) => boolean): Promise<T> => {
  const { answer } = await until(async () => {
    const asked = await ask();
    return ready(asked) && { answer: asked };
  }, 'what the desk does by itself');
  return answer;
};
/** All that was said and done in the chat was so many hours earlier. */
const hoursPass = (id: number, hours: number) =>
  application.pool.query(
    `with m as (update messages set created_at = created_at - make_interval(hours => $2) where conversation_id = $1),
       s as (update support_chats set updated_at = updated_at - make_interval(hours => $2),
         warned_at = warned_at - make_interval(hours => $2),
         away_told_at = away_told_at - make_interval(hours => $2) where conversation_id = $1)
     update conversations set active_at = active_at - make_interval(hours => $2) where id = $1`,
    [id, hours],
  );

async function chat(client?: TestUser) {
  const asker = client ?? (await application.user('client'));
  const opened = await application.core.support.open(sessionOf(asker), { title: 'Help', content: 'Hello?' });
  return { client: asker, id: opened.chat.id };
}

/** A chat of which an admin had the last word. */
async function answered() {
  const admin = await application.user('admin', 'ADMIN');
  const { client, id } = await chat();
  await say(admin, id, 'Did that help?');
  return { client, admin, id };
}

describe('outside business hours', () => {
  it('a client is told once when the desk opens, and it is no answer', async () => {
    await application.setUp({ awayReply: 'Away until {{opens}}.' });
    const { client, id } = await chat();
    const said = await when(
      () => lines(client, id),
      (found) => found.length > 0,
    );
    expect(said).toEqual([
      expect.stringMatching(/^Away until (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day 09:00 UTC\.$/),
    ]);
    await say(client, id, 'Hello again');
    const other = await chat();
    await when(
      () => lines(other.client, other.id),
      (found) => found.length > 0,
    );
    expect(await lines(client, id)).toEqual(said);
    expect(await stateOf(client, id)).toEqual({ status: 'PENDING', adminId: null });
    const admin = await application.user('admin', 'ADMIN');
    expect((await historyOf(admin, id)).map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('nothing is said to whom an admin has answered, nor in a chat that is closed', async () => {
    const one = await answered();
    const other = await chat();
    await application.core.support.change(sessionOf(one.admin), String(other.id), { status: 'CLOSED' });
    await application.setUp({ awayReply: 'Away' });
    const later = await chat();
    await when(
      () => lines(later.client, later.id),
      (found) => found.length > 0,
    );
    expect([await lines(one.client, one.id), await lines(other.client, other.id)]).toEqual([[], []]);
  });
});

describe('a client who does not answer', () => {
  const autoClose = { silenceHours: 48, graceHours: 24, warning: 'Still there?' };
  const warned = (client: TestUser, id: number) =>
    when(
      () => lines(client, id),
      (found) => found.includes('Still there?'),
    );

  it('is warned, and then the chat is closed; a reopened one is not closed for the silence before', async () => {
    const { client, admin, id } = await answered();
    await application.setUp({ autoClose });
    await hoursPass(id, 49);
    await warned(client, id);
    expect(await stateOf(client, id)).toEqual({ status: 'ACTIVE', adminId: admin.id });
    await hoursPass(id, 25);
    await when(
      () => stateOf(client, id),
      ({ status }) => status === 'CLOSED',
    );
    expect((await historyOf(admin, id)).at(-1)).toEqual({ kind: 'closed', by: null, reason: 'no_answer' });
    expect(await lines(client, id)).toEqual(['Still there?']);

    await application.core.support.change(sessionOf(admin), String(id), { status: 'ACTIVE' });
    const other = await answered();
    await hoursPass(other.id, 49);
    await warned(other.client, other.id);
    expect((await stateOf(client, id)).status).toBe('ACTIVE');
  });

  it('keeps the chat by a word', async () => {
    const { client, id } = await answered();
    await application.setUp({ autoClose });
    await hoursPass(id, 49);
    await warned(client, id);
    await hoursPass(id, 23);
    await say(client, id, 'Yes');
    await hoursPass(id, 100);
    const other = await answered();
    await hoursPass(other.id, 49);
    await warned(other.client, other.id);
    expect((await stateOf(client, id)).status).toBe('ACTIVE');
    expect(await lines(client, id)).toEqual(['Still there?']);
  });

  it('is left alone where the chat waits for an admin, or is snoozed', async () => {
    const waiting = await chat();
    const { client, admin, id } = await answered();
    await application.core.snoozes.snooze(sessionOf(admin), { conversationId: id, until: null });
    await application.setUp({ autoClose });
    for (const one of [waiting.id, id]) await hoursPass(one, 100);
    const other = await answered();
    await hoursPass(other.id, 49);
    await warned(other.client, other.id);
    expect([await lines(waiting.client, waiting.id), await lines(client, id)]).toEqual([[], []]);
  });
});

describe('chats that are assigned in turn', () => {
  const available = async (name: string) => {
    const admin = await application.user(name, 'ADMIN');
    const hub = await application.connect(admin);
    await hub.ok('support.available', { available: true });
    return { admin, hub };
  };
  const owned = (client: TestUser, id: number) =>
    when(
      () => stateOf(client, id),
      ({ adminId }) => adminId !== null,
    );
  const nobodyElse = () => application.pool.query('update users set available = false');

  it('go to those who are available and online, one after the other', async () => {
    await nobodyElse();
    const [one, two] = [await available('one'), await available('two')];
    // Available, but not there; there, but not available.
    const gone = await application.user('gone', 'ADMIN');
    await application.core.desk.setAvailable(sessionOf(gone), { available: true });
    await application.connect(await application.user('away', 'ADMIN'));
    await application.setUp({ assignment: 'round_robin' });
    const owners = [];
    for (let count = 0; count < 4; count++) {
      const { client, id } = await chat();
      owners.push((await owned(client, id)).adminId);
      expect((await historyOf(one.admin, id)).at(-1)).toEqual({ kind: 'claimed', by: null });
    }
    expect(owners).toEqual([one.admin.id, two.admin.id, one.admin.id, two.admin.id]);
  });

  it('never go to who has let go of them, or has asked', async () => {
    await nobodyElse();
    const { admin } = await available('only');
    await application.setUp({ assignment: 'round_robin' });
    const own = await chat(admin);
    const { client, id } = await chat();
    expect((await owned(client, id)).adminId).toBe(admin.id);
    await application.core.support.change(sessionOf(admin), String(id), { adminId: null });
    const next = await chat();
    await owned(next.client, next.id);
    for (const one of [own, { client, id }])
      expect(await stateOf(one.client, one.id)).toEqual({ status: 'PENDING', adminId: null });

    const other = await available('other');
    expect((await owned(client, id)).adminId).toBe(other.admin.id);
  });
});
