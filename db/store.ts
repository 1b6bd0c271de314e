import { ChatError } from '#server/protocol/errors.ts';
import type { Store } from '#server/core/store.ts';
import { type Database, isConnectionError } from './client.ts';
import { createAdministratorStore } from './queries/administrators.ts';
import { createArticleStore } from './queries/articles.ts';
import { createAuditStore } from './queries/audit-log.ts';
import { createAutomationStore } from './queries/automation.ts';
import { createCannedResponseStore } from './queries/canned-responses.ts';
import { createChange } from './queries/changing.ts';
import { createCreates } from './queries/creating.ts';
import { createDeskSearchStore } from './queries/desk-search.ts';
import { createPassageStore } from './queries/passages.ts';
import { createMovePointers } from './queries/pointing.ts';
import { createEventStore } from './queries/events.ts';
import { createFileStore } from './queries/files.ts';
import { createHandOffStore } from './queries/hand-offs.ts';
import { createLabelStore } from './queries/labels.ts';
import { createNoteStore } from './queries/notes.ts';
import { createPinStore } from './queries/pins.ts';
import { createReads } from './queries/reading.ts';
import { createReportStore } from './queries/reports.ts';
import { createRunStore } from './queries/runs.ts';
import { createInsert } from './queries/sending.ts';
import { createSessionStore } from './queries/sessions.ts';
import { createSupportStore } from './queries/support.ts';
import { createSettingsStore } from './queries/support-settings.ts';
import { createTranscriptStore } from './queries/transcripts.ts';
import { createUserStore } from './queries/users.ts';
import { createVisitorStore } from './queries/visitors.ts';
import { createWebhookStore } from './queries/webhooks.ts';

/** What core asks of the database, over Postgres. A database that is away is the error `unavailable`. */
export function createStore({ pool, writer }: Database): Store {
  return {
    conversations: {
      // The writer tries again by itself, and must tell "away" from "wrong".
      insert: createInsert(writer),
      isTransient: isConnectionError,
      ...whenAway({
        change: createChange(pool),
        movePointers: createMovePointers(pool),
        ...createReads(pool),
        ...createCreates(pool),
      }),
    },
    support: whenAway(createSupportStore(pool)),
    notes: whenAway(createNoteStore(pool)),
    deskSearch: whenAway(createDeskSearchStore(pool)),
    cannedResponses: whenAway(createCannedResponseStore(pool)),
    events: whenAway(createEventStore(pool)),
    reports: whenAway(createReportStore(pool)),
    labels: whenAway(createLabelStore(pool)),
    handOffs: whenAway(createHandOffStore(pool)),
    runs: whenAway(createRunStore(pool)),
    pins: whenAway(createPinStore(pool)),
    transcripts: whenAway(createTranscriptStore(pool)),
    users: whenAway(createUserStore(pool)),
    administrators: whenAway(createAdministratorStore(pool)),
    automation: whenAway(createAutomationStore(pool)),
    audit: whenAway(createAuditStore(pool)),
    settings: whenAway(createSettingsStore(pool)),
    visitors: whenAway(createVisitorStore(pool)),
    sessions: whenAway(createSessionStore(pool)),
    articles: whenAway(createArticleStore(pool)),
    passages: whenAway(createPassageStore(pool)),
    files: whenAway(createFileStore(pool)),
    webhooks: whenAway(createWebhookStore(pool)),
  };
}

/** The same methods; a lost connection becomes `unavailable`. */
function whenAway<T extends object>(methods: T): T {
  return new Proxy(methods, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        try {
          return await Reflect.apply(method, target, args);
        } catch (error) {
          throw isConnectionError(error)
            ? Object.assign(new ChatError('unavailable'), { cause: error })
            : error;
        }
      };
    },
  });
}
