import type { Quote } from '#server/protocol/conversation.ts';
import type { ErrorView } from '#server/protocol/errors.ts';
import type { OutgoingFile } from './outgoing-file.ts';

/**
 * A message on its way: `queued` until it is acknowledged, `failed` when it was refused, and `sent` (in memory only)
 * between the acknowledgement and the moment at which the message itself has arrived.
 */
export interface OutboxEntry {
  conversationId: number;
  clientId: string;
  content: string;
  /** What it shows; uploaded before it is sent. */
  file?: OutgoingFile | undefined;
  /** What it answers, as it is shown until the message is stored. */
  replyTo: Quote | null;
  /** Which model is to answer a question; the usual one where none is named. */
  model?: string | null | undefined;
  /** When it was written; ISO 8601. */
  createdAt: string;
  state: 'queued' | 'failed' | 'sent';
  /** Why, where it has failed. */
  error: ErrorView | null;
}
