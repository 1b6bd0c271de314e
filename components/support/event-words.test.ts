import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '#server/protocol/support-events.ts';
import { eventWords } from './event-words.ts';

const grace = { id: 1, username: 'grace', name: 'Grace', role: 'ADMIN' as const };
const event: ChatEvent = {
  id: 1,
  kind: 'opened',
  actor: grace,
  at: '2026-03-02T08:00:00.000Z',
  fromStatus: 'ACTIVE',
  toStatus: 'ACTIVE',
  fromOwner: null,
  toOwner: { ...grace, id: 2, name: 'Linus' },
  details: {},
};

describe('an event of a chat in words', () => {
  it.each<[Partial<ChatEvent>, string]>([
    [{ kind: 'claimed' }, 'Grace claimed it'],
    [{ kind: 'claimed', actor: null }, 'Claimed by Linus'],
    [{ kind: 'assigned' }, 'Grace handed it over to Linus'],
    [{ kind: 'closed' }, 'Grace closed it'],
    [{ kind: 'closed', actor: null, details: { reason: 'spam' } }, 'Closed: Spam'],
    [{ kind: 'reopened' }, 'Grace reopened it as their own'],
    [{ kind: 'reopened', toStatus: 'PENDING' }, 'Grace reopened it'],
    [{ kind: 'rated', details: { rating: 4 } }, 'Grace rated it 4 of 5'],
    [{ kind: 'snoozed', details: { until: null } }, 'Grace snoozed it until the client writes'],
    [{ kind: 'woken', details: { messageId: 7 } }, 'Grace woke it with a message'],
    [{ kind: 'woken', actor: null }, 'Woken by its time'],
    [{ kind: 'labelled', details: { label: 'billing' } }, 'Grace labelled it billing'],
  ])('%j', (change, words) => expect(eventWords({ ...event, ...change })).toBe(words));
});
