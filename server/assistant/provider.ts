import type { ErrorCode } from '#server/protocol/errors.ts';

/** A message of a Chat Completions request. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ProviderRequest {
  model: string;
  messages: ChatMessage[];
}

/** A server of models. */
export interface Provider {
  /** As runs and logs name it. */
  readonly name: string;
  /** What may be asked for, the usual one first. */
  readonly models: readonly [string, ...string[]];
  /**
   * Pieces of the answer as they come. Ends with the answer, or throws a ProviderError. When the signal is aborted the
   * request is let go of at once, and it ends.
   */
  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<string>;
  /** A short answer in one piece. Throws a ProviderError. */
  complete(request: ProviderRequest, signal: AbortSignal): Promise<string>;
}

interface ProviderErrorParts {
  /** The HTTP status, where there was one. */
  status?: number | undefined;
  /** After so long the same request may be answered. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** Why a provider gave no answer, or no more of it. */
export class ProviderError extends Error {
  override name = 'ProviderError';
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, { status, retryAfterMs, cause }: ProviderErrorParts = {}) {
    super(code, { cause });
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
