import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseBusinessHours } from '#server/protocol/business-hours.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { createAutomationStore } from './automation.ts';

let own: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
let database: Database | undefined;
beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url, () => undefined);
});
afterAll(async () => {
  await database?.close();
  await own?.drop();
});

const closed = (text: string, at: string) => {
  if (!database) throw new Error('There is no database yet');
  const hours = { text, spans: parseBusinessHours(text) ?? [] };
  return createAutomationStore(database.pool).closed({ hours, timeZone: 'Europe/Berlin' }, at);
};

it.each([
  // Monday, 2 March 2026, at one hour from UTC.
  ['mon-fri 09:00-17:00', '2026-03-02T08:00:00.000Z', undefined],
  [
    'mon-fri 09:00-17:00',
    '2026-03-02T07:59:59.999Z',
    ['2026-02-27T16:00:00.000Z', '2026-03-02T08:00:00.000Z'],
  ],
  [
    'mon-fri 09:00-17:00',
    '2026-03-02T16:00:00.000Z',
    ['2026-03-02T16:00:00.000Z', '2026-03-03T08:00:00.000Z'],
  ],
  // Over midnight.
  ['fri 22:00-02:00', '2026-03-07T00:30:00.000Z', undefined],
  ['fri 22:00-02:00', '2026-03-07T01:00:00.000Z', ['2026-03-07T01:00:00.000Z', '2026-03-13T21:00:00.000Z']],
  // Over the change to summer time, 29 March.
  [
    'sat-mon 09:00-17:00',
    '2026-03-29T06:00:00.000Z',
    ['2026-03-28T16:00:00.000Z', '2026-03-29T07:00:00.000Z'],
  ],
  ['sat-mon 09:00-17:00', '2026-03-29T07:00:00.000Z', undefined],
])('%s at %s', async (text, at, expected) => {
  const found = await closed(text, at);
  expect(found && [found.since, found.until]).toEqual(expected);
});
