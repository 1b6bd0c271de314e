import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { tellChat } from '#server/testing/desk-events.ts';
import { callRoute, readAnswer, serveRoutes } from '#server/testing/rest.ts';
import { GET as csv } from './csv/route.ts';
import { GET as reports } from './route.ts';

const application = sharedApplication({
  BUSINESS_HOURS: 'mon-fri 09:00-17:00',
  BUSINESS_TIME_ZONE: 'Europe/Berlin',
});
beforeAll(() => serveRoutes(application));
beforeEach(async () => {
  await application.pool.query('delete from support_labels');
  await application.pool.query('delete from support_events');
});

const WEEK = 'from=2026-03-02&to=2026-03-08';

const ask = (token: string, query: string) => callRoute(reports, { token, query: `?${query}` });
const download = async (token: string, query: string) =>
  readAnswer(
    csv,
    await csv(
      new Request(`http://localhost/api?${query}`, { headers: { authorization: `Bearer ${token}` } }),
      { params: Promise.resolve({}) },
    ),
  );

async function answeredChat() {
  const [ada, grace] = [await application.user('ada'), await application.user('grace', 'ADMIN')];
  // Open from Friday, 16:00 in Berlin, to Monday, 9:30; asked for with the Monday in the range.
  const id = await tellChat(application.pool, ada.id, [
    { at: '2026-03-06T15:00:00Z', kind: 'opened' },
    { at: '2026-03-06T15:00:40Z', kind: 'replied', actor: grace.id, from: grace.id, to: grace.id },
    { at: '2026-03-09T08:30:00Z', kind: 'closed', actor: grace.id, from: grace.id, to: grace.id },
  ]);
  return { ada, grace, id };
}

describe('GET /api/desk/reports', () => {
  it('has the figures of the days that are asked for', async () => {
    const { grace } = await answeredChat();
    const { status, body } = await ask(grace.token, 'from=2026-03-06&to=2026-03-09');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: '2026-03-06',
      to: '2026-03-09',
      timeZone: 'Europe/Berlin',
      businessHours: 'mon-fri 09:00-17:00',
      total: {
        opened: 1,
        closed: 1,
        firstResponse: { count: 1, plain: { median: 40 }, business: { median: 40 } },
        resolution: { count: 1, plain: { median: 235_800 }, business: { median: 5_400 } },
      },
      days: [{ date: '2026-03-06' }, { date: '2026-03-07' }, { date: '2026-03-08' }, { date: '2026-03-09' }],
      admins: [{ admin: { id: grace.id }, closed: 1 }],
    });
  });

  it('takes the last 7 days for the usual range', async () => {
    const admin = await application.user('admin', 'ADMIN');
    const { body } = await ask(admin.token, 'to=2026-03-08');
    expect(body).toMatchObject({ from: '2026-03-02', to: '2026-03-08' });
    expect((await ask(admin.token, '')).body).toMatchObject({ days: { length: 7 } });
  });

  it.each([
    ['from=2026-03-08&to=2026-03-02', 'from'],
    ['from=2025-01-01&to=2026-01-02', 'from'],
    ['from=2026-02-30&to=2026-03-02', 'from'],
    ['from=0000-01-01', 'from'],
    ['to=yesterday', 'to'],
  ])('refuses %s', async (query, field) => {
    const admin = await application.user('admin', 'ADMIN');
    const { status, body } = await ask(admin.token, query);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: { code: 'invalid_request', details: { fields: { [field]: expect.any(String) as string } } },
    });
  });

  it('is for admins', async () => {
    const ada = await application.user('ada');
    const { status, body } = await ask(ada.token, WEEK);
    expect([status, body]).toMatchObject([403, { error: { code: 'forbidden' } }]);
    expect((await download(ada.token, WEEK)).status).toBe(403);
    expect((await callRoute(reports, {})).status).toBe(401);
  });
});

describe('GET /api/desk/reports/csv', () => {
  it('is a file with a row for each day, admin and label, in which no name is a formula', async () => {
    const { grace, id } = await answeredChat();
    await application.pool.query('insert into support_labels values ($1, $2), ($1, $3)', [
      id,
      '=hyperlink("http://evil.example")',
      'billing, late',
    ]);
    await application.pool.query("update users set name = '@SUM(A1)' where id = $1", [grace.id]);
    const { status, headers, text } = await download(grace.token, 'from=2026-03-06&to=2026-03-09');
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe('attachment; filename=desk-2026-03-06-2026-03-09.csv');
    const lines = text.replace('\u{feff}', '').split('\r\n');
    expect(lines[0]).toMatch(/^by,name,opened,reopened,closed,handed over,first response count,/);
    expect(lines.filter((line) => line.startsWith('day,'))).toHaveLength(4);
    expect(text).toContain("\r\nadmin,'@SUM(A1),,,1,0,1,40,40,40,40,40,40,1,235800,");
    expect(text).toContain(`\r\nlabel,"'=hyperlink(""http://evil.example"")",1,`);
    expect(text).toContain('\r\nlabel,"billing, late",1,');
    const columns = lines[0]?.split(',').length;
    expect(lines.find((line) => line.startsWith('total,'))?.split(',')).toHaveLength(columns ?? 0);
  });
});
