import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Quote } from '#server/protocol/conversation.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { useRealtimeClient } from './provider.tsx';
import { useSelected } from './use-selected.ts';

const noFiles: readonly OutgoingFile[] = [];

export interface Sender {
  /**
   * Queues what is attached and the text, shows it at once, and moves the window to the newest message. Answers why it
   * cannot be sent (empty, too long), or null. `model` answers a question.
   */
  send(content: string, replyTo?: Quote | null, model?: string | null): string | null;
  /** Tries a failed one again, under its first client id. */
  retry(clientId: string): void;
  /** Drops a failed one, or one whose file is not uploaded yet. */
  discard(clientId: string): void;
}

export function useSend(conversationId: number): Sender {
  const client = useRealtimeClient();
  return useMemo(
    () => ({
      send: (content, replyTo = null, model = null) => client.send(conversationId, content, replyTo, model),
      retry: client.retry,
      discard: client.discard,
    }),
    [client, conversationId],
  );
}

/** Asks in a conversation that is not open yet; answers why it cannot be sent, or null. */
export function useAskIn(): (conversationId: number, content: string, model: string | null) => string | null {
  const client = useRealtimeClient();
  return useCallback(
    (conversationId, content, model) => client.send(conversationId, content, null, model),
    [client],
  );
}

/** The composer's text of a conversation, kept over reloads; '' during server rendering. */
export function useDraft(conversationId: number): [text: string, save: (text: string) => void] {
  const { drafts } = useRealtimeClient();
  const text = useSyncExternalStore(
    drafts.subscribe,
    () => drafts.get(conversationId),
    () => '',
  );
  const save = useCallback((next: string) => drafts.set(conversationId, next), [drafts, conversationId]);
  return [text, save];
}

export interface Attachments {
  files: readonly OutgoingFile[];
  /** Bytes that a file may have. */
  sizeLimit: number;
  add(files: readonly OutgoingFile[]): void;
  remove(key: string): void;
}

/** The files that wait in the composer of a conversation, as long as the page lives. */
export function useAttachments(conversationId: number): Attachments {
  const client = useRealtimeClient();
  const files = useSelected(({ attachments }) => attachments.get(conversationId) ?? noFiles);
  const sizeLimit = useSelected((state) => state.fileSizeLimit);
  const changes = useMemo(
    () => ({
      add: (more: readonly OutgoingFile[]) => client.attach(conversationId, (held) => [...held, ...more]),
      remove: (key: string) =>
        client.attach(conversationId, (held) => held.filter((file) => file.key !== key)),
    }),
    [client, conversationId],
  );
  return { files, sizeLimit, ...changes };
}

/** How much of a message's file is uploaded, from 0 to 1; null while nothing of it goes out. */
export const useUpload = (clientId: string): number | null =>
  useSelected(({ uploads }) => uploads.get(clientId) ?? null);

/** Of a conversation's messages on their way, one that failed, or else the newest; null where there is none. */
export function useUnsent(conversationId: number): OutboxEntry | null {
  return useSelected(({ outbox }) => {
    const unsent = (state: OutboxEntry['state']) =>
      outbox.findLast((entry) => entry.conversationId === conversationId && entry.state === state);
    return unsent('failed') ?? unsent('queued') ?? null;
  });
}

export interface LocalData {
  /** Messages not yet stored by the server, over all conversations: ask before signing out while there are any. */
  pendingCount: number;
  /** Drops the outbox and the drafts of this user, in all tabs; call it at sign-out. */
  clear(): Promise<void>;
}

export function useLocalData(): LocalData {
  const { clearLocalData } = useRealtimeClient();
  const pendingCount = useSelected(({ outbox }) => outbox.filter(({ state }) => state !== 'sent').length);
  return { pendingCount, clear: clearLocalData };
}
