import type { Message, Quote } from '#server/protocol/conversation.ts';
import { messageText } from '#server/protocol/fields.ts';
import { limits } from '#server/protocol/limits.ts';
import { newClientId } from './client-id.ts';
import type { Clock } from './clock.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { type Channel, createOutboxRows } from './outbox-rows.ts';
import { createOutboxSender, type Exclusive } from './outbox-sender.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { Request } from './requests.ts';
import type { Upload } from './upload.ts';

/** Room for the rest of a send's frame. */
const ENVELOPE_BYTES = 1_024;

interface OutboxParts {
  userId: number;
  openStorage: () => Promise<OutboxStorage>;
  channel: Channel | null;
  exclusive: Exclusive;
  request: Request;
  upload: Upload;
  /** How much of an entry's file is uploaded, from 0 to 1; null when that is over. */
  progress: (clientId: string, fraction: number | null) => void;
  clock: Clock;
  random: () => number;
  online: () => boolean;
  publish: (entries: readonly OutboxEntry[]) => void;
  committed: (conversationId: number, version: number) => void;
}

/** What is sent at once: each file becomes a message, then the text one, where there is any. */
export interface Said {
  content: string;
  /** What the first of the messages answers. */
  replyTo: Quote | null;
  model: string | null;
  files: readonly OutgoingFile[];
}

/** The way of one's own messages from the composer to the timeline. */
export interface Outbox {
  /** Shows it at once and sends it when it can be. Answers why it can not be sent at all, or null. */
  send(conversationId: number, said: Said): string | null;
  retry(clientId: string): void;
  /** Drops one that has failed, or whose file is not there yet. */
  discard(clientId: string): void;
  /** There is a connection. */
  resume(): void;
  /** These messages are stored: what of them is on its way here has arrived. */
  arrived(messages: readonly Message[]): void;
  /** Everything up to this version of the conversation is shown. */
  reached(conversationId: number, version: number): void;
  clear(): Promise<void>;
  close(): void;
}

/** Why this text cannot be sent, or null. */
function refusal(content: string): string | null {
  const parsed = messageText.safeParse(content);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'This text cannot be sent';
  // Control characters take six bytes each in JSON; a larger frame would end the connection, again and again.
  const bytes = new TextEncoder().encode(JSON.stringify(content)).length;
  return bytes + ENVELOPE_BYTES > limits.frameBytes ? 'This text is too large to be sent' : null;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { userId, clock } = parts;
  const rows = createOutboxRows({ ...parts, onForeignChange: () => sender.kick() });
  const sender = createOutboxSender({ ...parts, rows });
  void rows.refresh().then(sender.kick);

  return {
    send(conversationId, { content, replyTo, model, files }) {
      const onlyFiles = files.length > 0 && content === '';
      const reason = onlyFiles ? null : refusal(content);
      if (reason) return reason;
      const messages = [...files.map((file) => ({ content: '', file })), ...(onlyFiles ? [] : [{ content }])];
      messages.forEach((message, index) => {
        const entry: OutboxEntry = {
          conversationId,
          clientId: newClientId(),
          ...message,
          replyTo: index === 0 ? replyTo : null,
          model,
          createdAt: new Date(clock.now()).toISOString(),
          state: 'queued',
          error: null,
        };
        void rows.add(entry).then(sender.kick);
      });
      return null;
    },
    retry: (clientId) => void rows.requeue(clientId).then(sender.kick),
    discard(clientId) {
      if (sender.release(clientId)) void rows.discard(clientId);
    },
    resume: sender.resume,
    arrived(messages) {
      for (const { senderId, clientId, version } of messages)
        if (senderId === userId) rows.arrived(clientId, version);
    },
    reached: rows.reached,
    clear: rows.clear,
    close: rows.close,
  };
}
