import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createReportStore } from '#db/queries/reports.ts';
import { createStore } from '#db/store.ts';
import { openDatabase } from '#db/client.ts';
import { parseBusinessHours } from '#server/protocol/business-hours.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { tellChat } from '#server/testing/desk-events.ts';
import { sessionOf } from '#server/testing/support.ts';

const application = sharedApplication();

// Each scenario is told of an empty desk.
beforeEach(async () => {
  await application.pool.query('delete from support_labels');
  await application.pool.query('delete from support_events');
});

const people = async () => {
  const [client, admin, other] = await Promise.all([
    application.user('ada'),
    application.user('grace', 'ADMIN'),
    application.user('linus', 'ADMIN'),
  ]);
  return { client: client.account.id, admin: admin.account.id, other: other.account.id };
};

const figures = (from: string, to: string, text: string | null = null, timeZone = 'UTC') => {
  const spans = text === null ? null : parseBusinessHours(text);
  if (spans === undefined) throw new Error(`No hours: ${text}`);
  const hours = text !== null && spans ? { text, spans } : null;
  return createReportStore(application.pool).figures({ from, to }, { hours, timeZone });
};

const h = (hours: number, minutes = 0, seconds = 0) => hours * 3_600 + minutes * 60 + seconds;
const same = (seconds: number | null) => ({ mean: seconds, median: seconds, p90: seconds });
const measured = (count: number, plain: number, business = plain) => ({
  count,
  plain: same(plain),
  business: same(business),
});
const nothing = { count: 0, plain: same(null), business: same(null) };

/** Plain and business time to the closing of one chat that was open from one moment to the other. */
async function resolution(since: string, until: string, text: string, timeZone: string) {
  await application.pool.query('delete from support_events');
  const { client, admin } = await people();
  await tellChat(application.pool, client, [
    { at: since, kind: 'opened' },
    { at: until, kind: 'closed', from: admin, to: admin },
  ]);
  const { total } = await figures('2026-01-01', '2026-12-31', text, timeZone);
  const { plain, business } = total.resolution;
  return { plain: plain.mean, business: business.mean };
}

describe('the figures of a day', () => {
  it('take an admin’s message for the first response, not the assistant’s, and a reopened chat for a new round', async () => {
    const [client, admin] = await Promise.all([application.user('ada'), application.user('grace', 'ADMIN')]);
    const { core, pool } = application;
    const { chat } = await core.support.open(sessionOf(client), { title: 'Help' });
    const { rows } = await pool.query<{ id: number }>(
      "select id from users where role = 'ASSISTANT' limit 1",
    );
    const assistantId = rows[0]?.id ?? 0;
    const database = openDatabase(application.databaseUrl, () => undefined);
    await pool.query('insert into participants (conversation_id, user_id, version) values ($1, $2, 1)', [
      chat.id,
      assistantId,
    ]);
    const [said] = await createStore(database).conversations.insert([
      {
        conversationId: chat.id,
        senderId: assistantId,
        clientId: randomUUID(),
        kind: 'text',
        content: 'Have you read the article?',
        replyToId: null,
      },
    ]);
    await database.close();
    expect(said?.status).toBe('stored');
    const say = (content: string) =>
      core.messages.send(sessionOf(admin), { conversationId: chat.id, content });
    const wish = (who: typeof admin, status: 'CLOSED' | 'PENDING') =>
      core.support.change(sessionOf(who), String(chat.id), { status });
    await say('Hello');
    await say('Still there?');
    await wish(admin, 'CLOSED');
    await wish(client, 'PENDING');
    await say('Again?');
    await wish(admin, 'CLOSED');
    // The same under another clock.
    const clock = {
      opened: ['09:00:00'],
      replied: ['09:10:05', '13:00:20'],
      closed: ['10:00:00', '13:30:00'],
      reopened: ['13:00:00'],
    };
    for (const [kind, times] of Object.entries(clock))
      await pool.query(
        `update support_events e set at = ('2026-03-02T' || ($2::text[])[n.place] || 'Z')::timestamptz
         from (select id, row_number() over (order by id) as place from support_events where kind = $1) n
         where n.id = e.id`,
        [kind, times],
      );
    const { total, admins } = await figures('2026-03-02', '2026-03-02');
    expect(total).toMatchObject({
      opened: 1,
      reopened: 1,
      closed: 2,
      // 605 and 20 seconds; 3,600 and 1,800.
      firstResponse: { count: 2, plain: { mean: 313, median: 313, p90: 547 } },
      resolution: { count: 2, plain: { mean: 2_700, median: 2_700, p90: 3_420 } },
    });
    expect(admins).toHaveLength(1);
    expect(admins[0]?.admin?.id).toBe(admin.account.id);
  });

  it('give the time of a transferred chat to whoever answered and whoever had it at last', async () => {
    const { client, admin, other } = await people();
    await tellChat(application.pool, client, [
      { at: '2026-03-02T09:00:00Z', kind: 'opened' },
      { at: '2026-03-02T09:05:00Z', kind: 'claimed', actor: admin, to: admin },
      { at: '2026-03-02T09:06:00Z', kind: 'replied', actor: admin, from: admin, to: admin },
      { at: '2026-03-02T10:00:00Z', kind: 'assigned', actor: admin, from: admin, to: other },
      { at: '2026-03-02T11:00:00Z', kind: 'closed', actor: other, from: other, to: other },
      { at: '2026-03-02T11:30:00Z', kind: 'rated', actor: client, from: other, to: other, rating: 1 },
      { at: '2026-03-03T11:30:00Z', kind: 'rated', actor: client, from: other, to: other, rating: 4 },
    ]);
    const { admins, total, days } = await figures('2026-03-02', '2026-03-03');
    const of = (id: number) => admins.find((line) => line.admin?.id === id);
    expect(admins.map((line) => line.admin?.id)).toEqual([admin, other]);
    expect(of(admin)).toMatchObject({
      closed: 0,
      handedOver: 1,
      firstResponse: measured(1, h(0, 6)),
      resolution: nothing,
      rating: { count: 0, average: null },
    });
    expect(of(other)).toMatchObject({
      closed: 1,
      handedOver: 0,
      firstResponse: nothing,
      resolution: measured(1, h(2)),
      rating: { count: 1, average: 4 },
    });
    // Of two ratings the last counts, on its day; up to the day before the first one was the last.
    expect(total.rating).toEqual({ count: 1, average: 4 });
    expect(days.map(({ date, rating }) => [date, rating.count])).toEqual([
      ['2026-03-02', 0],
      ['2026-03-03', 1],
    ]);
    expect((await figures('2026-03-02', '2026-03-02')).total.rating).toEqual({ count: 1, average: 1 });
  });

  it('are those of the desk’s own midnight', async () => {
    const { client } = await people();
    await tellChat(application.pool, client, [
      { at: '2026-03-01T23:30:00Z', kind: 'opened' },
      { at: '2026-03-02T22:59:59.999Z', kind: 'closed' },
    ]);
    await tellChat(application.pool, client, [{ at: '2026-03-02T23:00:00Z', kind: 'opened' }]);
    const berlin = await figures('2026-03-02', '2026-03-02', null, 'Europe/Berlin');
    expect(berlin.total).toMatchObject({ opened: 1, closed: 1, firstResponse: nothing });
    expect(berlin.admins.map(({ admin, closed }) => [admin, closed])).toEqual([[null, 1]]);
    const utc = await figures('2026-03-01', '2026-03-03');
    expect(utc.days.map(({ date, opened, closed }) => [date, opened, closed])).toEqual([
      ['2026-03-01', 1, 0],
      ['2026-03-02', 1, 1],
      ['2026-03-03', 0, 0],
    ]);
  });

  it('count a chat for each label that it has', async () => {
    const { client } = await people();
    const one = await tellChat(application.pool, client, [{ at: '2026-03-02T09:00:00Z', kind: 'opened' }]);
    const two = await tellChat(application.pool, client, [{ at: '2026-03-02T09:00:00Z', kind: 'opened' }]);
    await tellChat(application.pool, client, [{ at: '2026-03-02T09:00:00Z', kind: 'opened' }]);
    await application.pool.query(
      "insert into support_labels values ($1, 'billing'), ($1, 'vip'), ($2, 'billing')",
      [one, two],
    );
    const { labels, total } = await figures('2026-03-02', '2026-03-02');
    expect(labels.map(({ label, opened }) => [label, opened])).toEqual([
      ['billing', 2],
      ['vip', 1],
    ]);
    expect(total.opened).toBe(3);
  });
});

describe('business time', () => {
  const week = 'mon-fri 09:00-17:00';

  it.each([
    // Friday 16:00:01 to Monday 10:00:02.
    ['a weekend', '2026-03-06T16:00:01Z', '2026-03-09T10:00:02Z', week, 'UTC', h(66, 0, 1), h(2, 0, 1)],
    ['a night', '2026-03-03T20:00:00Z', '2026-03-04T07:00:00Z', week, 'UTC', h(11), 0],
    ['one open hour', '2026-03-03T10:00:00Z', '2026-03-03T11:00:00Z', week, 'UTC', h(1), h(1)],
    ['no time', '2026-03-03T10:00:00Z', '2026-03-03T10:00:00Z', week, 'UTC', 0, 0],
    [
      'a range over midnight, from its second part',
      '2026-03-07T01:00:00Z',
      '2026-03-07T12:00:00Z',
      'fri 22:00-02:00',
      'UTC',
      h(11),
      h(1),
    ],
    [
      'a range over the end of the week',
      '2026-03-08T12:00:00Z',
      '2026-03-09T12:00:00Z',
      'sun 22:00-02:00',
      'UTC',
      h(24),
      h(4),
    ],
    [
      'ranges that overlap',
      '2026-03-03T00:00:00Z',
      '2026-03-04T00:00:00Z',
      'tue 09:00-13:00, mon-fri 12:00-17:00, mon 20:00-10:00',
      'UTC',
      h(24),
      h(17),
    ],
    // 17:00 in Berlin is 16:00 UTC in winter, and 15:00 in summer.
    [
      'the weekend of summer time',
      '2026-03-27T16:00:00+01:00',
      '2026-03-30T10:00:00+02:00',
      week,
      'Europe/Berlin',
      h(65),
      h(2),
    ],
    [
      'the weekend of winter time',
      '2026-10-23T16:00:00+02:00',
      '2026-10-26T10:00:00+01:00',
      week,
      'Europe/Berlin',
      h(67),
      h(2),
    ],
    [
      'the night to summer time',
      '2026-03-28T20:00:00+01:00',
      '2026-03-29T12:00:00+02:00',
      'sat 22:00-06:00',
      'Europe/Berlin',
      h(15),
      h(7),
    ],
    [
      'the night back',
      '2026-10-24T20:00:00+02:00',
      '2026-10-25T12:00:00+01:00',
      'sat 22:00-06:00',
      'Europe/Berlin',
      h(17),
      h(9),
    ],
    [
      'hours that the clock skips',
      '2026-03-29T00:00:00+01:00',
      '2026-03-29T12:00:00+02:00',
      'sun 01:00-02:30, sun 03:00-05:00',
      'Europe/Berlin',
      h(11),
      h(3),
    ],
  ])('of %s is what was open of it', async (_what, since, until, text, zone, plain, business) => {
    expect(await resolution(since, until, text, zone)).toEqual({ plain, business });
  });
});
