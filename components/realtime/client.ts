import type { Quote } from '#server/protocol/conversation.ts';
import type { HubEvent, HubPayload } from '#server/protocol/hub.ts';
import { type Commands, createCommands } from './commands.ts';
import { createConnection } from './connection.ts';
import { type ConversationList, createConversationList } from './conversation-list.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import type { Environment } from './environment.ts';
import { createLoader, type Loader } from './loader.ts';
import { createLookups, type Lookups } from './lookups.ts';
import { createMessageActions, type MessageActions } from './message-actions.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { createReadMarker, type ReadMarker } from './read-state.ts';
import { createRequests } from './requests.ts';
import { createAssistantCommands, type AssistantCommands } from './assistant-commands.ts';
import { createRuns, type Runs } from './runs.ts';
import { forSections, type Section } from './sections.ts';
import { initialState, putAccount, putConversation, type RealtimeState, withEntry } from './state.ts';
import { createStore, type Store } from './store.ts';
import { createSupportCommands, type SupportCommands } from './support-commands.ts';
import { createSync } from './sync.ts';
import { createTyping, type TypingSignals } from './typing.ts';
import type { InitialConversation, InitialList } from './types.ts';
import { createViewing, type Viewing } from './viewing.ts';

/** Everything of one signed-in user in one page. */
export interface RealtimeClient {
  store: Store<RealtimeState>;
  lists: Record<Section, ConversationList>;
  loader: Loader;
  typing: TypingSignals;
  viewing: Viewing;
  lookups: Lookups;
  reading: ReadMarker;
  drafts: Drafts;
  actions: MessageActions;
  commands: Commands;
  support: SupportCommands;
  assistant: AssistantCommands;
  runs: Runs;
  /** See Sender in hooks.ts. */
  send(conversationId: number, content: string, replyTo: Quote | null, model?: string | null): string | null;
  /** Changes what waits in the composer of a conversation: it goes with the next send. */
  attach(conversationId: number, change: (files: readonly OutgoingFile[]) => readonly OutgoingFile[]): void;
  /** Reads a file of the server, where its address alone does not lead to it. */
  readFile: Environment['readFile'];
  retry(clientId: string): void;
  discard(clientId: string): void;
  /** Drops the outbox and the drafts, in all tabs. */
  clearLocalData(): Promise<void>;
  /** While React renders: puts what the server rendered into the store; `seeded` is to be called once committed. */
  seed(initial: InitialConversation): void;
  seeded(initial: InitialConversation): void;
  /** Connects; answers how to stop. May be called again after that. */
  start(): () => void;
}

export function createRealtimeClient(initial: InitialList, environment: Environment): RealtimeClient {
  const { clock, random, signals } = environment;
  const userId = initial.account.id;
  const store = createStore(initialState(initial));
  let outbox: Outbox | null = null;

  const connection = createConnection({
    userId,
    open: environment.openSocket,
    signals,
    clock,
    random,
    onOutdated: environment.reload,
    onState(state) {
      store.update((held) => ({ ...held, connection: state }));
      if (state !== 'online') {
        typing.clear();
        viewing.clear();
      }
      requests.stateChanged();
    },
    onEvent,
  });
  const requests = createRequests(connection, clock);
  const { request } = requests;

  const loader = createLoader({
    store,
    request,
    loaded: (...heard) => sync.loaded(...heard),
    gone: (conversationId) => sync.left(conversationId),
  });
  const lists = forSections((section) => createConversationList({ store, request, section }));
  const sync = createSync({
    store,
    request,
    clock,
    random,
    loader,
    lists: Object.values(lists),
    arrived(messages) {
      outbox?.arrived(messages);
      runs.arrived(messages);
    },
    reached: (conversationId, version) => outbox?.reached(conversationId, version),
  });
  const { committed } = sync;
  const typing = createTyping({ store, request, clock });
  const viewing = createViewing({ store, request, signals });
  const lookups = createLookups({ store, request, clock });
  const support = createSupportCommands({ request, sync });
  const assistant = createAssistantCommands({ request, sync });
  const runs = createRuns({ store, request });
  const reading = createReadMarker({ store, request, clock, signals });

  /** What is done with each push. */
  const handlers: { [E in HubEvent]: (payload: HubPayload<E>) => void } = {
    ready({ account }) {
      store.update((state) => putAccount(state, account));
      sync.ready();
      outbox?.resume();
      lookups.ready();
      support.news();
      viewing.ready();
      reading.ready();
      runs.ready();
      assistant.pinned();
    },
    changes(delta) {
      sync.changes(delta);
      for (const { senderId } of delta.messages) typing.wrote(delta.conversationId, senderId);
    },
    added: ({ conversationId }) => sync.added(conversationId),
    removed({ conversationId }) {
      sync.removed(conversationId);
      assistant.pinned();
    },
    pins: () => assistant.pinned(),
    heads: sync.heads,
    typing: typing.heard,
    viewers: viewing.heard,
    presence: lookups.presence,
    run: runs.changed,
    'run.text': runs.grown,
    support: support.news,
    note: support.news,
    desk: support.news,
    draining() {},
    ended() {},
  };

  function onEvent<E extends HubEvent>(event: E, payload: HubPayload<E>) {
    handlers[event](payload);
  }

  const attach: RealtimeClient['attach'] = (conversationId, change) =>
    store.update((state) => {
      const files = change(state.attachments.get(conversationId) ?? []);
      const entry = files.length > 0 ? files : undefined;
      return { ...state, attachments: withEntry(state.attachments, conversationId, entry) };
    });

  const drafts = createDrafts(userId, environment.draftStorage);

  return {
    store,
    lists,
    loader,
    typing,
    viewing,
    lookups,
    reading,
    drafts,
    actions: createMessageActions({ store, request, clock, committed }),
    commands: createCommands({ request, sync }),
    support,
    assistant,
    runs,
    send(conversationId, content, replyTo, model = null) {
      if (!outbox) return 'The page is still loading';
      const files = store.get().attachments.get(conversationId) ?? [];
      const refusal = outbox.send(conversationId, { content, replyTo, model, files });
      if (refusal === null) {
        attach(conversationId, () => []);
        typing.sent(conversationId);
        void loader.jumpToLatest(conversationId);
      }
      return refusal;
    },
    attach,
    readFile: environment.readFile,
    retry: (clientId) => outbox?.retry(clientId),
    discard: (clientId) => outbox?.discard(clientId),
    async clearLocalData() {
      drafts.clear();
      store.update((state) => ({ ...state, attachments: new Map() }));
      await outbox?.clear();
    },
    seed: (conversation) => store.seed((state) => putConversation(state, conversation)),
    seeded({ opened, page }) {
      store.announce();
      const { id } = opened.summary;
      sync.loaded(id, page, opened.summary.version);
      // What was rendered may come from the router's cache; before the connection is ready this does nothing.
      sync.check(id);
    },
    start() {
      outbox = createOutbox({
        userId,
        openStorage: () => environment.openOutbox(userId),
        channel: environment.channel(userId),
        exclusive: environment.exclusive(userId),
        request,
        upload: environment.upload,
        progress: (clientId, fraction) =>
          store.update((state) => ({
            ...state,
            uploads: withEntry(state.uploads, clientId, fraction ?? undefined),
          })),
        clock,
        random,
        online: () => connection.state() === 'online',
        publish: (entries) => store.update((state) => ({ ...state, outbox: entries })),
        committed,
      });
      const unsubscribe = signals.subscribe(() => {
        reading.signalled();
        viewing.signalled();
      });
      connection.start();
      return () => {
        unsubscribe();
        connection.stop();
        outbox?.close();
        outbox = null;
      };
    },
  };
}
