import type { HubInput, HubOutput } from '#server/protocol/hub.ts';
import { newClientId } from './client-id.ts';
import { twice } from './command-error.ts';
import type { Request } from './requests.ts';
import type { Sync } from './sync.ts';

/** Why a chat is closed. */
export type Closing = Omit<HubInput<'support.close'>, 'conversationId'>;
type Changed = HubOutput<'support.claim'>;

/** What is done with support chats, and asked of them. Each rejects with a CommandError. */
export interface SupportCommands {
  /** Answers the conversation's id. */
  open(subject: string, content: string): Promise<number>;
  /** How many wait before this chat; null where it does not wait. */
  place(conversationId: number): Promise<number | null>;
  reopen(conversationId: number): Promise<Changed>;
  rate(conversationId: number, rating: number, comment?: string): Promise<Changed>;
  claim(conversationId: number): Promise<Changed>;
  /** `note` is for the admins alone. */
  assign(conversationId: number, adminId: number, note?: string): Promise<Changed>;
  release(conversationId: number): Promise<Changed>;
  close(conversationId: number, closing?: Closing): Promise<Changed>;
  closeMany(
    conversationIds: readonly number[],
    closing: Closing,
  ): Promise<HubOutput<'support.closeMany'>['results']>;
  /** Until a time, or (null) until the client writes; `seq` is the last message that was seen. */
  snooze(conversationId: number, until: string | null, seq: number): Promise<unknown>;
  wake(conversationId: number): Promise<unknown>;
  /** The latest events, or those before an event. */
  history(conversationId: number, before: number | null): Promise<HubOutput<'support.history'>>;
  /** What the client's latest message may be answered with. */
  draft(conversationId: number): Promise<HubOutput<'support.draft'>>;
  note(conversationId: number, content: string): Promise<HubOutput<'support.note'>>;
  /** The latest notes, or those before a note. */
  notes(conversationId: number, before: number | null): Promise<HubOutput<'support.notes'>>;
  /** Answers the chat's labels. */
  label(conversationId: number, label: string, on: boolean): Promise<readonly string[]>;
  /** Every label that a chat has. */
  labels(): Promise<readonly string[]>;
  list(input: HubInput<'support.list'>): Promise<HubOutput<'support.list'>>;
  search(input: HubInput<'support.search'>): Promise<HubOutput<'support.search'>>;
  counts(): Promise<HubOutput<'support.counts'>>;
  client(conversationId: number): Promise<HubOutput<'support.client'>>;
  admins(): Promise<HubOutput<'support.admins'>['people']>;
  /** Whether one takes waiting chats in turn. */
  setAvailable(available: boolean): Promise<unknown>;
  /** Somebody's name, for a sentence about them; null where it cannot be had. */
  nameOf(userId: number): Promise<string | null>;
  /** Calls whenever anything about support chats may be another than it was; answers how to stop. */
  watch(listener: () => void): () => void;
}

interface SupportParts {
  request: Request;
  sync: Pick<Sync, 'refresh'>;
}

export function createSupportCommands({ request, sync }: SupportParts): SupportCommands & { news(): void } {
  const listeners = new Set<() => void>();
  return {
    async open(subject, content) {
      const input = { subject, content, clientId: newClientId() };
      const { conversationId } = await twice(() => request('support.open', input));
      await sync.refresh(conversationId);
      return conversationId;
    },
    place: async (conversationId) => (await request('support.place', { conversationId })).ahead,
    reopen: (conversationId) => request('support.reopen', { conversationId }),
    rate: (conversationId, rating, comment) =>
      request('support.rate', { conversationId, rating, ...(comment !== undefined && { comment }) }),
    claim: (conversationId) => request('support.claim', { conversationId }),
    assign: (conversationId, adminId, note) => request('support.assign', { conversationId, adminId, note }),
    release: (conversationId) => request('support.release', { conversationId }),
    close: (conversationId, closing) => request('support.close', { conversationId, ...closing }),
    closeMany: async (conversationIds, closing) =>
      (await request('support.closeMany', { conversationIds: [...conversationIds], ...closing })).results,
    snooze: (conversationId, until, seq) => request('support.snooze', { conversationId, until, seq }),
    wake: (conversationId) => request('support.wake', { conversationId }),
    history: (conversationId, before) => request('support.history', { conversationId, before }),
    async note(conversationId, content) {
      const input = { conversationId, content, clientId: newClientId() };
      return twice(() => request('support.note', input));
    },
    notes: (conversationId, before) => request('support.notes', { conversationId, before }),
    label: async (conversationId, label, on) =>
      (await request('support.label', { conversationId, label, on })).labels,
    labels: async () => (await request('support.labels', {})).labels,
    list: (input) => request('support.list', input),
    search: (input) => request('support.search', input),
    draft: (conversationId) => request('support.draft', { conversationId }),
    counts: () => request('support.counts', {}),
    client: (conversationId) => request('support.client', { conversationId }),
    admins: async () => (await request('support.admins', {})).people,
    setAvailable: (available) => request('support.available', { available }),
    async nameOf(userId) {
      try {
        return (await request('people.get', { userIds: [userId] })).people[0]?.name ?? null;
      } catch {
        return null;
      }
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    news() {
      for (const listener of listeners) listener();
    },
  };
}
