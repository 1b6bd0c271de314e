import { describe, expect, it } from 'vitest';
import { auditAction, type AuditEntry } from '#server/protocol/administration.ts';
import { auditWords } from './audit-words.ts';

const entry: AuditEntry = {
  id: 1,
  at: '2026-03-02T09:00:00.000Z',
  actor: { id: 7, username: 'ada', name: 'Ada', role: 'ADMIN' },
  action: 'settings_changed',
  subject: 'The desk',
  changes: ['awayReply', 'assignment'],
};

describe('auditWords', () => {
  it('names what a change touched as the settings do', () => {
    expect(auditWords(entry)).toEqual({
      did: 'changed the settings of',
      subject: 'the desk',
      touched: 'automatic reply, assignment',
    });
  });

  it.each(auditAction.options)('has words for %s', (action) => {
    expect(auditWords({ ...entry, action, subject: 'grace', changes: [] }).did).toMatch(/^\w+/);
  });
});
