import * as fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Database } from '#db/client.ts';
import { tokenOf } from '#e2e/fixtures/api.ts';
import { type MadeUpRequest, madeUpRequests, rightRequest } from '#e2e/fixtures/rest-requests.ts';
import { type RestWorld, restRoutes } from '#e2e/fixtures/rest-routes.ts';
import { expect, test } from '#e2e/fixtures/test.ts';
import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import { cannedResponse } from '#server/protocol/canned-responses.ts';
import { uploadedFile } from '#server/protocol/files.ts';
import { supportChat } from '#server/protocol/support.ts';
import { webhookDelivery, webhookWithSecret } from '#server/protocol/webhooks.ts';
import { checkAnswer } from '#server/testing/contract/rest.ts';

test.use({ ownServer: {} });

/** How long requests are made up, in milliseconds; what takes longer on a slow machine is left out. */
const TIME = 25_000;

/** A statement that answers everything that is stored, as one hash a table. */
async function storedStatement({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    // What the outbox of webhooks holds is sent, or not, by itself.
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'webhook_deliveries'`,
  );
  const hashes = rows.map(
    ({ name }) => `'${name}', (select md5(string_agg(t::text, '' order by t::text)) from ${name} t)`,
  );
  return `select json_build_object(${hashes.join()}) as stored`;
}

/** The documented error of that status, or a complaint. */
function checkError(status: number, text: string): void {
  const { error, ...rest } = JSON.parse(text) as { error: { code: ErrorCode; message: string } };
  expect(rest).toEqual({});
  expect(errorTable).toHaveProperty(error.code);
  expect(errorTable[error.code].status).toBe(status);
  expect(error.message).toMatch(/^\S.*\S$/);
  expect(text).not.toMatch(/node_modules|\.ts:|at .*\(|postgres|select |insert /i);
  expect(status).toBeLessThan(500);
}

test('every route answers anything with its documented answer or error, and stores nothing that it should not', async ({
  data,
  server,
}) => {
  test.setTimeout(TIME + 90_000);
  const [ada, grace, admin, owner] = [
    await data.user('Ada'),
    await data.user('Grace'),
    await data.user('Admin', 'ADMIN'),
    await data.owner('Olga'),
  ];
  const [direct, foreign] = [await data.direct(ada, grace), await data.direct(grace, admin)];
  const [message] = await data.messages(direct, [{ from: grace, content: 'Hello' }]);
  const world: RestWorld = {
    ada,
    grace,
    admin,
    owner,
    direct,
    foreign,
    group: 0,
    support: 0,
    session: await data.assistant(ada),
    messageId: message?.id ?? 0,
    article: '',
    response: 0,
    webhook: 0,
    delivery: '',
    file: '',
  };
  const routes = restRoutes(world);
  const tokens = new Map<string, string>();

  /** As it was at the beginning, whatever a request did to people and group. */
  async function restore() {
    // An owner may have said of them that they are something else.
    await data.database.pool.query(
      `update users set disabled_at = null, owner = id = $1, role = case when id = any($2) then 'ADMIN' else 'USER' end
       where role <> 'ASSISTANT'`,
      [owner.id, [admin.id, owner.id]],
    );
    await data.database.pool.query('delete from support_settings');
    await data.setUp({ widgetOrigins: ['https://www.example.com'] });
    world.group = await data.group('Compilers', [ada, grace]);
    for (const [name, user] of Object.entries({ ada, grace, admin, owner }))
      tokens.set(name, await tokenOf(server.url, user));
    const opened = await fetch(`${server.url}/api/chats`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get('ada')}` },
    });
    world.support = Number(supportChat.parse(await opened.json()).id);
    world.article = `article-${randomUUID()}`;
    await fetch(`${server.url}/api/articles`, {
      method: 'POST',
      body: JSON.stringify({ slug: world.article, language: 'en', title: 'Looms', body: 'They weave.' }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get('admin')}` },
    });
    const response = await fetch(`${server.url}/api/canned-responses`, {
      method: 'POST',
      body: JSON.stringify({ name: `r${randomUUID()}`, content: 'Hello {{client.name}}' }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get('admin')}` },
    });
    world.response = cannedResponse.parse(await response.json()).id;
    // At most 20 there may be.
    await data.database.pool.query('delete from webhooks');
    const asAdmin = {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get('admin')}` },
    };
    const hook = await fetch(`${server.url}/api/webhooks`, {
      ...asAdmin,
      body: JSON.stringify({ url: 'http://127.0.0.1/', events: ['rating'] }),
    });
    world.webhook = webhookWithSecret.parse(await hook.json()).id;
    const sent = await fetch(`${server.url}/api/webhooks/${world.webhook}/test`, asAdmin);
    world.delivery = webhookDelivery.parse(await sent.json()).id;
    world.file = await upload(server.url, tokens.get('ada') ?? '');
    tokens.set('forged', `${tokens.get('ada')}x`);
  }

  async function send({ route, asker, names, query, body, contentType }: MadeUpRequest) {
    const known = new Map<string, string>([
      ...Object.entries({ ada, grace, admin, owner }).map(([name, { id }]) => [name, String(id)] as const),
      ...Object.entries({
        direct,
        foreign,
        group: world.group,
        support: world.support,
        session: world.session,
        response: world.response,
        webhook: world.webhook,
      }).map(([name, id]) => [name, String(id)] as const),
      ['article', world.article],
      ['file', world.file],
      ['delivery', world.delivery],
    ]);
    const places = [...names];
    const path = route.path.replaceAll(/\[\w+\]/g, () => {
      const place = places.shift() ?? '';
      // A dot would be another path.
      return encodeURIComponent(known.get(place) ?? place.replaceAll('.', '')) || '0';
    });
    const url = new URL(path, server.url);
    url.search = new URLSearchParams(query).toString();
    const token = tokens.get(asker);
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const answer = await fetch(url, {
      method: route.method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(contentType && { 'content-type': contentType }),
      },
      ...(route.method !== 'GET' && text !== undefined && { body: Buffer.from(text) }),
    });
    return {
      status: answer.status,
      contentType: answer.headers.get('content-type'),
      text: await answer.text(),
    };
  }

  const statement = await storedStatement(data.database);
  const stored = async () => (await data.database.pool.query<{ stored: object }>(statement)).rows[0]?.stored;

  const seen = new Set<string>();
  async function check(request: MadeUpRequest) {
    const { route, body } = request;
    const before = await stored();
    const { status, contentType, text } = await send(request);
    const after = await stored();
    checkAnswer(route.name, { status, contentType, text });
    if (status >= 400) checkError(status, text);
    else if (route.operation.body) expect(parsed(route.operation.body, body)).toBe(true);
    if (status >= 400 || !route.stores) expect(after).toEqual(before);
    else if (route.method !== 'POST') await restore();
    if (status < 300) seen.add(route.name);
  }

  await restore();
  const before = await life(server.url);
  await fc.assert(fc.asyncProperty(madeUpRequests(routes), check), {
    numRuns: 3_000,
    examples: routes.map((route) => [rightRequest(route)]),
    interruptAfterTimeLimit: TIME,
  });
  // Otherwise only refusals were looked at. These need a password, an id or a form that nobody makes up.
  const never = routes.map(({ name }) => name).filter((name) => !seen.has(name));
  expect(never).toEqual([
    'POST /api/account/password',
    'DELETE /api/account/sessions/[id]',
    'POST /api/assistant/transcriptions',
    'POST /api/files',
  ]);
  expect(server.output()).not.toMatch(/"level":[456]0/);
  expect(await life(server.url)).toEqual(before);
});

const parsed = (schema: z.ZodType, body: unknown): boolean =>
  schema.safeParse(typeof body === 'string' ? JSON.parse(body) : JSON.parse(JSON.stringify(body))).success;

/** The id of a file of whose token it is. */
async function upload(url: string, token: string): Promise<string> {
  const body = new FormData();
  body.append('file', new Blob(['Notes']), 'notes.txt');
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/files`, { method: 'POST', body, headers });
  return uploadedFile.parse(await answer.json()).id;
}

/** When the process began, and how many faults of its own it has counted since. */
async function life(url: string) {
  const metrics = await (await fetch(`${url}/api/metrics`)).text();
  const value = (name: string) => new RegExp(`^${name} (.+)$`, 'm').exec(metrics)?.[1];
  return { began: value('process_start_time_seconds'), faults: value('switchboard_faults_total') };
}

test('what is no route, or no method of one, says so', async ({ server }) => {
  const ask = async (method: string, path: string) => {
    const answer = await fetch(`${server.url}${path}`, { method });
    return { status: answer.status, text: await answer.text() };
  };
  for (const path of ['/api/nowhere', '/api/users/1/2', '/api/chats/conversations/1'])
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, text } = await ask(method, path);
      expect([path, method, status]).toEqual([path, method, 404]);
      checkError(status, text);
    }
  for (const [method, path] of [
    ['GET', '/api/users'],
    ['PUT', '/api/account'],
    ['PATCH', '/api/tokens'],
    ['DELETE', '/api/health/live'],
  ] as const) {
    const { status, text } = await ask(method, path);
    expect([path, method, status]).toEqual([path, method, 405]);
    checkError(status, text);
  }
});

test('a body that is too large is refused, said or not', async ({ api, data, server }) => {
  const ada = await data.user('Ada');
  const large = JSON.stringify({ name: 'x'.repeat(70_000) });
  const said = await (
    await api(ada)
  ).patch('/api/account', {
    data: large,
    headers: { 'content-type': 'application/json' },
  });
  expect([said.status(), await said.json()]).toMatchObject([413, { error: { code: 'too_large' } }]);

  // In chunks, nobody says how large it will be.
  const chunks = new ReadableStream({
    start(controller) {
      for (let at = 0; at < large.length; at += 10_000)
        controller.enqueue(new TextEncoder().encode(large.slice(at, at + 10_000)));
      controller.close();
    },
  });
  const unsaid = await fetch(`${server.url}/api/account`, {
    method: 'PATCH',
    body: chunks,
    duplex: 'half',
    headers: {
      authorization: `Bearer ${await tokenOf(server.url, ada)}`,
      'content-type': 'application/json',
    },
  } as RequestInit);
  expect([unsaid.status, await unsaid.json()]).toMatchObject([413, { error: { code: 'too_large' } }]);
});

test('next-auth answers anything without a fault', async ({ data, server }) => {
  const ada = await data.user('Ada');
  const before = await life(server.url);
  const place = fc.constantFrom(
    'csrf',
    'session',
    'providers',
    'signin',
    'signout',
    'callback',
    'error',
    '_log',
    '..',
  );
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    places: fc.array(fc.oneof(place, fc.constant('credentials'), fc.string({ maxLength: 5 })), {
      maxLength: 3,
    }),
    query: fc.dictionary(fc.constantFrom('callbackUrl', 'csrfToken', 'error'), fc.webUrl(), { maxKeys: 2 }),
    form: fc.dictionary(
      fc.constantFrom('email', 'password', 'csrfToken', 'json', 'callbackUrl'),
      fc.oneof(fc.constantFrom('true', ada.email, 'https://evil.example/'), fc.string({ unit: 'binary' })),
    ),
    cookie: fc.constantFrom(
      undefined,
      'next-auth.session-token=forged',
      'next-auth.csrf-token=a|b',
      ';=;;a=%',
    ),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, places, query, form, cookie }) => {
      const url = new URL(`/api/auth/${places.map(encodeURIComponent).join('/')}`, server.url);
      // Enough dots lead out of next-auth, to pages of other tests.
      fc.pre(url.pathname.startsWith('/api/auth'));
      url.search = new URLSearchParams(query).toString();
      const answer = await fetch(url, {
        method,
        redirect: 'manual',
        ...(method === 'POST' && { body: new URLSearchParams(form) }),
        headers: { ...(cookie && { cookie }) },
      });
      expect(answer.status).toBeLessThan(500);
      // Never a way out of this origin.
      const to = answer.headers.get('location');
      if (to) expect(new URL(to, server.url).origin).toBe(server.url);
      expect(await answer.text()).not.toMatch(/node_modules|\.ts:|at .*\(/);
    }),
    { numRuns: 400, interruptAfterTimeLimit: 15_000 },
  );
  expect(server.output()).not.toMatch(/"level":[456]0/);
  expect(await life(server.url)).toEqual(before);
});
