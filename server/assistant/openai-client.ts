import OpenAI, { APIError } from 'openai';
import type { GuardedFetch } from './guarded-fetch.ts';

/** Where a provider is. */
export interface Endpoint {
  /** Servers of one's own often want none. */
  apiKey: string | undefined;
  /** OpenAI's unless given. */
  baseUrl: string | undefined;
}

/** A client for one request: what its fetch saw belongs to that request. */
export const createClient = (
  { apiKey = 'none', baseUrl = 'https://api.openai.com/v1' }: Endpoint,
  guarded: GuardedFetch,
  timeout: number,
): OpenAI =>
  new OpenAI({
    apiKey,
    baseURL: baseUrl,
    // The package would read these from the environment.
    organization: null,
    project: null,
    logLevel: 'off',
    // Who tries again is for the caller to say; the package's own time begins anew with each attempt.
    maxRetries: 0,
    timeout,
    fetch: guarded.fetch,
  });

/** The HTTP status of a provider's refusal; undefined where it did not come to that. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof APIError ? error.status : undefined;
