import type { z } from 'zod';
import { ChatError, errorTable, isChatError, viewError } from '#server/protocol/errors.ts';
import { limits } from '#server/protocol/limits.ts';
import { type OperationName, type OperationOf, restOperations } from '#server/protocol/routes/routes.ts';
import { type Origin, type Session, running } from '#server/registry.ts';

/** Parts of a path by name; a rest of it comes as a list. */
type Params = Record<string, string | string[] | undefined>;

/** A request on its way through a route: where it comes from, and the parts of its path. */
export interface Call {
  request: Request;
  params: Params;
  origin: Origin;
}

/** A request to an operation of the table: whatever the operation takes is read by its schema. */
interface OperationCall<O> extends Call {
  /** Who asks; of an operation for anybody `sessionOf` tells it. */
  session: O extends { access: 'anyone' } ? undefined : Session;
  /** The body. Errors: unsupported_media_type, too_large, malformed_json, validation_failed. */
  body: O extends { body: infer S extends z.ZodType } ? () => Promise<z.output<S>> : undefined;
  /** The query string. Error: invalid_request. */
  query: O extends { query: infer S extends z.ZodType } ? () => z.output<S> : undefined;
}

type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const json = (content: unknown, status: number, headers: Record<string, string> = {}) =>
  Response.json(content, { status, headers: { 'cache-control': 'no-store', ...headers } });

/** A good answer: 200 unless said otherwise. */
export const answer = (content: unknown, status = 200): Response => json(content, status);

/** An answer without a body: 204. */
export const noContent = (): Response => new Response(null, { status: 204 });

/** Any error as REST shows it: `{"error":{"code","message","details?"}}` with the status of the table. */
function refuse(error: unknown, where: string): Response {
  if (!isChatError(error)) running().failed(error, where);
  const { code, message, details } = viewError(error);
  const retryAfter = details?.retryAfter;
  return json(
    { error: { code, message, ...(details && { details }) } },
    errorTable[code].status,
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
}

/** A route that anybody may call. */
export function open(handle: (call: Call) => Promise<Response>): Route {
  return async (request, context) => {
    try {
      const origin = {
        address: request.headers.get('x-client-address') ?? 'unknown',
        userAgent: request.headers.get('user-agent'),
      };
      return await handle({ request, params: await context.params, origin });
    } catch (error) {
      return refuse(error, `${request.method} ${new URL(request.url).pathname}`);
    }
  };
}

/** Who asks, by bearer token or session cookie; null where neither is given. */
export async function sessionOf(request: Request): Promise<Session | null> {
  const header = (name: string) => request.headers.get(name) ?? undefined;
  try {
    return await running().authenticator.request({
      authorization: header('authorization'),
      cookie: header('cookie'),
      origin: header('origin'),
      host: header('host'),
      'sec-fetch-site': header('sec-fetch-site'),
    });
  } catch (error) {
    if (isChatError(error) && error.code === 'token_missing') return null;
    throw error;
  }
}

/** Who follows an address or types it, by the cookie alone: no foreign page can read the answer to a navigation. */
async function navigatorOf({ headers }: Request): Promise<Session | undefined> {
  if (headers.get('sec-fetch-mode') !== 'navigate' || headers.has('authorization')) return undefined;
  return running().authenticator.page(headers.get('cookie') ?? undefined);
}

/**
 * The route of an operation. Where not anybody may call it, everybody without a session gets 401, a foreign page with the
 * cookie 403.
 */
export function route<N extends OperationName>(
  operation: N,
  handle: (call: OperationCall<OperationOf<N>>) => Promise<Response>,
): Route & { operation: N } {
  const { access, body, query, opened, visitors = access === 'anyone' } = restOperations[operation];
  const whoAsks = async (request: Request) =>
    (opened && (await navigatorOf(request))) ?? (await sessionOf(request));
  const answerTo = open(async (call) => {
    const session = access === 'anyone' ? undefined : await whoAsks(call.request);
    if (session === null) throw new ChatError('unauthorized');
    if (session?.visitor && !visitors) throw new ChatError('forbidden');
    const read = {
      ...call,
      session,
      body: body && (() => parseBody(call.request, body)),
      query: query && (() => parseQuery(call.request, query)),
    };
    // The table says which of them the operation has, to the compiler and here.
    return handle(read as OperationCall<OperationOf<N>>);
  });
  return Object.assign(answerTo, { operation });
}

const invalid = (code: 'validation_failed' | 'invalid_request', { issues }: z.ZodError) => {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) fields[path.join('.') || 'body'] ??= message;
  return new ChatError(code, { fields });
};

async function parseBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new ChatError('unsupported_media_type');
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readText(request));
  } catch (error) {
    if (isChatError(error)) throw error;
    throw new ChatError('malformed_json');
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw invalid('validation_failed', result.error);
  return result.data;
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limits.frameBytes) throw new ChatError('too_large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const result = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!result.success) throw invalid('invalid_request', result.error);
  return result.data;
}

const isId = (text: string) => /^[1-9]\d{0,14}$/.test(text);

/** A user's id in the path; what is none names nobody. */
export function idIn(params: Params, name: string): number {
  const value = String(params[name]);
  if (!isId(value)) throw new ChatError('user_not_found');
  return Number(value);
}

/** The conversation that `id` in the path names by number or uuid. Error: conversation_not_found. */
export async function conversationIn(session: Session, { id }: Params): Promise<number> {
  const reference = String(id);
  // A number is judged by what is asked of it; an admin enters a support chat by this.
  if (isId(reference) && session.account.role !== 'ADMIN') return Number(reference);
  return (await running().core.support.get(session, reference)).id;
}
