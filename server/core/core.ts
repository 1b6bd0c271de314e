import { pathOfArticle } from '#server/protocol/article-path.ts';
import type { Delta, File } from '#server/protocol/conversation.ts';
import type { BusinessTime } from '#server/protocol/business-hours.ts';
import { type Administrators, createAdministrators } from './administrators.ts';
import { type Articles, createArticles } from './articles.ts';
import { type Audit, createAudit } from './audit.ts';
import { type Automation, createAutomation } from './automation/automation.ts';
import type { Bus, DeskEvent, NoteEvent, SupportEvent } from './bus.ts';
import { type CannedResponses, createCannedResponses } from './canned-responses.ts';
import { type ChatEvents, createChatEvents } from './chat-events.ts';
import { type ChatTranscripts, createChatTranscripts } from './chat-transcript.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { type Files, type FilesParts, createFiles } from './files.ts';
import { type Identity, type PasswordHasher, createIdentity } from './identity.ts';
import { type Knowledge, createKnowledge } from './knowledge.ts';
import { type Messages, createMessages } from './messages.ts';
import { type Drafts, createDrafts } from './drafts.ts';
import { type Desk, createDesk } from './desk.ts';
import { createDeskSearch, type DeskSearch } from './desk-search.ts';
import { type Labels, createLabels } from './labels.ts';
import { type Notes, createNotes } from './notes.ts';
import { createPeople } from './people.ts';
import type { Limit, Rate } from './rate-limit.ts';
import { type Reading, createReading } from './reading.ts';
import { type Reports, createReports } from './reports.ts';
import { createRestViews } from './rest-views.ts';
import { createAllowances } from './runs/allowances.ts';
import type { Answerer } from './runs/answerer.ts';
import { type HandOff, createHandOff } from './runs/hand-off.ts';
import { type Dictation, type Recording, createDictation } from './runs/dictation.ts';
import { type Pins, createPins } from './runs/pins.ts';
import { createPrompts, queuedRun } from './runs/prompts.ts';
import { createRunner } from './runs/runner.ts';
import { type Runs, createRuns } from './runs/runs.ts';
import { type Shares, createShares } from './runs/shares.ts';
import { type Speaker, type Speech, createSpeech } from './runs/speech.ts';
import { createTitles } from './runs/titles.ts';
import { type Transcripts, createTranscripts } from './runs/transcripts.ts';
import { type Snoozes, createSnoozes } from './snoozes.ts';
import type { Store } from './store.ts';
import { type Support, createSupport } from './support.ts';
import { type Settings, createSettings } from './support-settings.ts';
import { createSupportChanges } from './support-changes.ts';
import type { SiteUsers } from './site-users.ts';
import { type Visitors, createVisitors } from './visitors.ts';
import { type Webhooks, createWebhooks } from './webhooks.ts';
import { createWriter } from './writer.ts';

export interface CoreParts {
  store: Store;
  bus: Bus;
  passwords: PasswordHasher;
  limits: {
    sends: Limit;
    logins: Limit;
    signups: Limit;
    visitors: Limit;
    assistant: Rate;
    speech: Limit;
    dictation: Limit;
    drafts: Limit;
  };
  registration: 'open' | 'closed';
  /** Reads what sites that have the widget sign of their users. */
  siteUsers: SiteUsers;
  /** When the desk is open. */
  business: BusinessTime;
  /** Users who have a socket open, on whatever instance. */
  online: () => readonly number[];
  /** Who answers prompts, with the knowledge base to draw from. */
  answererOf: (knowledge: Knowledge) => Answerer;
  /** Who reads answers aloud, where that is set up. */
  speaker: Speaker | undefined;
  /** Keeps a text as a file, which is taken up then. */
  keepText: (text: string, name: string) => Promise<File>;
  /** Who writes down what is said, where that is set up. */
  transcribe: ((recording: Recording) => Promise<string>) | undefined;
  /** Hears of faults of ours: a row that no statement would take, an answer that could not be made. */
  failed: (error: unknown) => void;
  files: Omit<FilesParts, 'store'>;
  /** Hears of each committed batch of sends: its rows, and how many seconds it took. */
  wrote?: (rows: number, seconds: number) => void;
}

/** The domain: the one way in for every dialect, REST and page. */
export interface Core {
  messages: Messages;
  conversations: Conversations;
  support: Support;
  notes: Notes;
  labels: Labels;
  cannedResponses: CannedResponses;
  webhooks: Webhooks;
  events: ChatEvents;
  chatTranscripts: ChatTranscripts;
  snoozes: Snoozes;
  desk: Desk;
  deskSearch: DeskSearch;
  drafts: Drafts;
  reports: Reports;
  reading: Reading;
  articles: Articles;
  knowledge: Knowledge;
  runs: Runs;
  speech: Speech;
  dictation: Dictation;
  transcripts: Transcripts;
  shares: Shares;
  handOff: HandOff;
  pins: Pins;
  files: Files;
  people: ReturnType<typeof createPeople>;
  rest: ReturnType<typeof createRestViews>;
  identity: Identity;
  visitors: Visitors;
  administrators: Administrators;
  settings: Settings;
  automation: Automation;
  audit: Pick<Audit, 'list'>;
  /** When the desk is open, as it was written; null is around the clock. */
  businessHours: string | null;
  /** Resolves when every send that was taken has been answered. */
  idle(): Promise<void>;
}

export function createCore({
  store,
  bus,
  passwords,
  limits,
  registration,
  siteUsers,
  business,
  online,
  answererOf,
  speaker,
  keepText,
  transcribe,
  files: fileParts,
  failed,
  wrote,
}: CoreParts): Core {
  const publish = (delta: Delta) =>
    bus.publish(`conversation:${delta.conversationId}`, { type: 'changes', delta });
  const deskChanged = (event: DeskEvent) => bus.publish('desk', event);
  const noted = (event: NoteEvent) => bus.publish('notes', event);
  const writer = createWriter({
    store: store.conversations,
    committed: publish,
    deskChanged: (conversationId) => deskChanged({ conversationId }),
    failed,
    ...(wrote && { wrote }),
  });
  const membershipsChanged = (userIds: readonly number[]) => {
    for (const userId of userIds) bus.publish(`user:${userId}`, { type: 'memberships' });
  };
  const sessionsEnded = (userId: number, sessionIds: string[]) =>
    bus.publish(`user:${userId}`, { type: 'sessions-ended', sessionIds });
  const happened = (event: SupportEvent) => bus.publish('support', event);
  const audit = createAudit(store.audit);
  const settings = createSettings({ store: store.settings, audit });
  const changeSupport = createSupportChanges({ store, publish, membershipsChanged, happened });
  const support = createSupport({
    store,
    change: changeSupport,
    membershipsChanged,
    happened,
    deskChanged,
    noted,
    visitorChats: limits.visitors,
    say: (session, message) => messages.send(session, message),
  });
  const knowledge = createKnowledge(store.passages);
  const answerer = answererOf(knowledge);
  const allowances = createAllowances(store.runs, limits.assistant);
  const prompts = createPrompts({
    conversations: store.conversations,
    runs: store.runs,
    handOffs: store.handOffs,
    allowances,
    answerer,
  });
  const files = createFiles({ ...fileParts, store: store.files });
  const titles = createTitles({
    conversations: store.conversations,
    store: store.runs,
    answerer,
    publish,
    failed,
  });
  const speech = createSpeech({
    speaker,
    store: store.runs,
    users: store.users,
    conversations: store.conversations,
    files,
    limit: limits.speech,
    publish,
    failed,
  });
  const dictation = createDictation({ transcribe, limit: limits.dictation });
  const runner = createRunner({ store: store.runs, writer, bus, answerer, titles, speech, files, failed });
  const messages = createMessages({
    store: store.conversations,
    writer,
    sends: limits.sends,
    publish,
    enter: support.enter,
    prompts,
    asked: (prompt, runId, model) => runner.queued(queuedRun(prompt, runId, model), prompt),
    files,
    deleted: (conversationId, messageId) => void runner.abandon(conversationId, messageId),
  });
  const transcripts = createTranscripts(store.transcripts);
  const runs = createRuns({
    conversations: store.conversations,
    store: store.runs,
    runner,
    prompts,
    allowances,
    answerer,
    speech,
    dictation,
  });
  const reading = createReading({ store, enter: support.enter });
  return {
    support,
    cannedResponses: createCannedResponses(store.cannedResponses, audit),
    webhooks: createWebhooks(store.webhooks, audit),
    labels: createLabels({ store, changed: deskChanged }),
    notes: createNotes({ store, noted }),
    events: createChatEvents(store),
    chatTranscripts: createChatTranscripts({ store, support }),
    snoozes: createSnoozes({ store, changed: deskChanged, failed }),
    desk: createDesk(store),
    deskSearch: createDeskSearch(store.deskSearch),
    drafts: createDrafts({ store, runs: store.runs, answerer, knowledge, limit: limits.drafts }),
    reports: createReports({ store: store.reports, business }),
    messages,
    files,
    conversations: createConversations({
      store,
      publish,
      membershipsChanged,
      read: (event) => bus.publish(`conversation:${event.conversationId}`, event),
    }),
    reading,
    articles: createArticles({ store: store.articles, search: knowledge.search, audit }),
    knowledge,
    transcripts,
    speech,
    dictation,
    pins: createPins({ store: store.pins, changed: (event) => bus.publish('pins', event) }),
    shares: createShares({ store: store.transcripts, transcripts }),
    runs,
    handOff: createHandOff({
      store: store.handOffs,
      conversations: store.conversations,
      support,
      transcripts,
      files,
      keepText,
      addressOf: (citation) => fileParts.publicAddress() + pathOfArticle(citation),
      send: messages.send,
      requireOwn: runs.requireSession,
      publish,
      failed,
    }),
    rest: createRestViews({ reading, card: store.conversations.card, files }),
    people: createPeople(store.users),
    identity: createIdentity({
      store,
      passwords,
      logins: limits.logins,
      signups: limits.signups,
      registration,
      sessionsEnded,
      audit,
    }),
    administrators: createAdministrators({
      store: store.administrators,
      audit,
      sessionsEnded,
      releaseAll: support.releaseAll,
    }),
    settings,
    automation: createAutomation({
      store: store.automation,
      settings,
      change: changeSupport,
      business,
      speaker: store.runs.assistantId,
      online,
      failed,
    }),
    audit,
    businessHours: business.hours && `${business.hours.text} (${business.timeZone})`,
    visitors: createVisitors({
      store,
      reading,
      siteUsers,
      origins: async () => (await settings.current()).widgetOrigins,
      limit: limits.visitors,
    }),
    idle: writer.idle,
  };
}
