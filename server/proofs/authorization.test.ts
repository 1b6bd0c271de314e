import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HubCommand } from '#server/protocol/hub.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import { type HubRule, hubRules } from './authorization/hub-rules.ts';
import { callers, restRules } from './authorization/rest-rules.ts';
import {
  askers,
  createWorld,
  type PlaceKind,
  nowhere,
  type Place,
  readers,
  type World,
} from './authorization/world.ts';

/**
 * Who may do what: every command and every route × everybody who may ask. Who may not even read a place is answered as if
 * there were none, so that nobody learns what there is.
 */
const application = sharedApplication({
  ASSISTANT_LIMIT: 'off',
  // Nobody listens there: what is set up is tried, and fails.
  OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  OPENAI_SPEECH_MODEL: 'speech',
  OPENAI_SPEECH_VOICE: 'voice',
});
let made: World | undefined;
const world = (): World => {
  if (!made) throw new Error('The world is made before the first test');
  return made;
};
beforeAll(async () => {
  serveRoutes(application);
  made = await createWorld(application);
});

/** A route of Next’s, as its module exports it. */
type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** What somebody is refused with who may not do it, or not there. */
const refusals = /^(unauthorized|token_invalid|forbidden|\w+_not_found|not_found)$/;

interface Rule {
  in: Partial<Record<PlaceKind | 'anywhere', readonly string[]>>;
}

/** A row for each kind of place in which a rule says who may. */
const rows = <N extends string, R extends Rule>(rules: Record<N, R>) =>
  (Object.entries(rules) as [N, R][]).flatMap(([name, rule]) =>
    (Object.entries(rule.in) as [PlaceKind | 'anywhere', readonly string[]][]).map(
      ([kind, allowed]) => [name, kind, allowed, rule] as const,
    ),
  );

/** Who was not refused; and who learned of a place that they may not read, by an answer that is another where there is none. */
async function judge<A extends string>(
  all: readonly A[],
  kind: PlaceKind | 'anywhere',
  ask: (asker: A, place: Place) => Promise<{ code?: string | undefined }>,
) {
  const allowed: A[] = [];
  const learned: unknown[] = [];
  for (const asker of all) {
    // A new one for each: what the one before has done is of no concern.
    const answer = await ask(asker, kind === 'anywhere' ? nowhere : await world().place(kind));
    if (answer.code === undefined || !refusals.test(answer.code)) allowed.push(asker);
    else if (kind !== 'anywhere' && !readers[kind].some((reader) => reader === asker)) {
      const missing = await ask(asker, nowhere);
      if (!isDeepStrictEqual(missing, answer)) learned.push({ asker, answer, missing });
    }
  }
  return { allowed, learned };
}

describe('a command of the hub', () => {
  it.each(rows(hubRules as Record<HubCommand, HubRule>))(
    '%s (%s) is for those who may use it, and tells others nothing',
    async (command, kind, allowed, rule) => {
      const judged = await judge(askers, kind, async (asker, place) => {
        const answer = await world().hubs[asker].command(command, rule.input(place, world(), asker));
        return answer.ok ? {} : answer.error;
      });
      expect(judged).toEqual({ allowed: askers.filter((asker) => allowed.includes(asker)), learned: [] });
    },
  );
});

describe('a route', () => {
  it.each(rows(restRules))(
    '%s (%s) is for those who may call it, and tells others nothing',
    async (name, kind, allowed, rule) => {
      const [method = '', path = ''] = name.split(' ');
      const exported = (await import(/* @vite-ignore */ resolve(`app${path}/route.ts`))) as Record<
        string,
        Route | undefined
      >;
      const route = exported[method];
      if (!route) throw new Error(`${path} does not answer ${method}`);
      const judged = await judge(callers, kind, async (caller, place) => {
        // Of its own: some routes end the session that asks.
        const asker = caller === 'anonymous' ? undefined : await application.session(world().users[caller]);
        const { params = {}, query = '', body } = rule.call(place, world());
        const response = await route(
          new Request(`http://localhost/api${query}`, {
            method,
            headers: {
              ...(asker && { authorization: `Bearer ${asker.token}` }),
              ...(body !== undefined && { 'content-type': 'application/json' }),
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
          { params: Promise.resolve(params) },
        );
        if (response.ok) return {};
        const { error } = (await response.json()) as { error: { code: string } };
        return { status: response.status, ...error };
      });
      expect(judged).toEqual({ allowed: callers.filter((caller) => allowed.includes(caller)), learned: [] });
    },
  );
});
