import { z } from 'zod';

/** Why a request was refused or did not arrive; `message` may be shown. */
export class RestError extends Error {
  override name = 'RestError';
  readonly code: string;
  /** Texts for each wrong field. */
  readonly fields: Record<string, string>;

  constructor(code: string, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

const refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.object({ fields: z.record(z.string(), z.string()).optional() }).optional(),
  }),
});

/** An answer without a body. */
export const nothing = z.undefined();

/**
 * Asks the server as the signed-in person, or as the one of a `token`, and answers what the schema makes of its answer.
 * Rejects with a RestError.
 */
export async function callRest<S extends z.ZodType>(
  method: string,
  path: string,
  answer: S,
  body?: object,
  token?: string,
): Promise<z.output<S>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new RestError('unavailable', 'The server cannot be reached');
  }
  const text = await response.text();
  if (response.ok) return answer.parse(text === '' ? undefined : JSON.parse(text));
  const { data } = refusal.safeParse(parsed(text));
  if (!data) throw new RestError('internal', 'Something went wrong on our side');
  throw new RestError(data.error.code, data.error.message, data.error.details?.fields);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
