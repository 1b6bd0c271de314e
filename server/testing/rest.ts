import { keepRunning } from '#server/registry.ts';
import type { TestApplication } from './application.ts';
import { checkAnswer } from './contract/rest.ts';

/** One of Next's routes, as its module exports it: it names its operation. */
interface Route {
  (
    request: Request,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response>;
  operation: string;
}

export interface RestCall {
  /** Of whoever asks; nobody without it. */
  token?: string;
  /** The dynamic parts of the path. */
  params?: Record<string, string>;
  /** The query string, with its question mark. */
  query?: string;
  method?: string;
  body?: unknown;
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  /** As it was sent; undefined where there is none. */
  body: unknown;
}

/** Hands the application to the routes, as the server does when it starts. */
export function serveRoutes({ core, authenticator, tokens, files, metrics, failed }: TestApplication): void {
  keepRunning({
    core,
    authenticator,
    tokens,
    files,
    metrics,
    failed,
    config: { dev: false, NEXTAUTH_SECRET: '', REGISTRATION: 'open' },
    demo: [],
    health: { ready: () => Promise.resolve({ ready: true }) },
  });
}

/** What a route has answered. Throws where it is none that the OpenAPI document has. */
export async function readAnswer({ operation }: Pick<Route, 'operation'>, response: Response) {
  const { status, headers } = response;
  const text = await response.text();
  checkAnswer(operation, { status, contentType: headers.get('content-type'), text });
  return { status, headers, text };
}

/** Calls a route as Next would. Throws where the answer is none that the OpenAPI document has. */
export async function callRoute(route: Route, call: RestCall = {}): Promise<RestAnswer> {
  const { token, params = {}, query = '', body } = call;
  const response = await route(
    new Request(`http://localhost/api${query}`, {
      method: call.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
    { params: Promise.resolve(params) },
  );
  const { status, headers, text } = await readAnswer(route, response);
  return { status, headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}
