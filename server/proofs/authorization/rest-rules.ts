import { randomUUID } from 'node:crypto';
import type { OperationName } from '#server/protocol/routes/routes.ts';
import { usualSettings } from '#server/protocol/support-settings.ts';
import { askers, type Asker, type Place, type PlaceKind, type World } from './world.ts';

/** Who asks over REST: somebody without a token, too. */
export const callers = ['anonymous', ...askers] as const;
export type Caller = (typeof callers)[number];

/** What a call has besides its method. */
interface Call {
  params?: Record<string, string>;
  query?: string;
  body?: unknown;
}

/** Who may call: wherever it is not about a place, or in each kind of place. Who is not named there may not. */
export interface RestRule {
  in: { anywhere: readonly Caller[] } | Record<PlaceKind, readonly Asker[]>;
  call: (place: Place, world: World) => Call;
}

const admins = ['admin', 'owner'] as const;
const chat = ['client', 'admin', 'owner'] as const;

const reading = { group: ['member'], support: chat, session: ['member'] } as const;
const inChats = { group: [], support: chat, session: [] } as const;
const byUploader = { group: ['member'], support: ['client'], session: ['member'] } as const;

const by = (may: readonly Caller[], call: RestRule['call'] = () => ({})): RestRule => ({
  in: { anywhere: may },
  call,
});
const there = ({ id }: Place): Call => ({ params: { id: String(id) } });
const file = ({ fileId }: Place): Call => ({ params: { id: fileId } });
/** Of a thing there is none of: who may learn that is told so. */
const missing = { params: { id: '2000000001', slug: 'nothing', deliveryId: randomUUID() } };
const days = { query: '?from=2026-01-01&to=2026-01-31' };

/** Every route. One that is missing here does not compile. */
export const restRules: Record<OperationName, RestRule> = {
  'POST /api/tokens': by(callers, () => ({ body: {} })),
  'POST /api/users': by(callers, () => ({ body: {} })),
  'PATCH /api/users/[id]': by(admins, (_, { users }) => ({
    params: { id: String(users.former.id) },
    body: { disabled: false },
  })),
  'GET /api/account': by(askers),
  'PATCH /api/account': by(askers, () => ({ body: {} })),
  'POST /api/account/password': by(askers, () => ({ body: {} })),
  'GET /api/account/sessions': by(askers),
  'DELETE /api/account/sessions/[id]': by([], () => ({ params: { id: randomUUID() } })),
  'POST /api/chats/conversations': by(askers, () => ({ body: {} })),
  'GET /api/chats/conversations/[id]/messages': { in: reading, call: there },
  'POST /api/chats/conversations/[id]/messages': {
    in: reading,
    call: (place) => ({ ...there(place), body: { message_type: 'text', content: 'A word' } }),
  },
  'POST /api/chats/conversations/[id]/participants': {
    in: { group: ['member'], support: [], session: [] },
    call: (place, { users }) => ({ ...there(place), body: { userId: users.stranger.id } }),
  },
  // The group is its founder's, who is none of the callers.
  'DELETE /api/chats/conversations/[id]/participants/[userId]': {
    in: { group: [], support: [], session: [] },
    call: ({ id }, { founderId }) => ({ params: { id: String(id), userId: String(founderId) } }),
  },
  'GET /api/chats': by(askers),
  'POST /api/chats': by(askers, () => ({ body: {} })),
  'GET /api/chats/[id]': { in: reading, call: there },
  'PATCH /api/chats/[id]': {
    in: { group: [], support: admins, session: [] },
    call: (place) => ({ ...there(place), body: { status: 'CLOSED' } }),
  },
  'GET /api/chats/[id]/transcript': { in: inChats, call: there },
  'GET /api/desk/reports': by(admins, () => days),
  'GET /api/desk/reports/csv': by(admins, () => days),
  'GET /api/canned-responses': by(admins),
  'POST /api/canned-responses': by(admins, () => ({ body: { name: `r-${randomUUID()}`, content: 'Hello' } })),
  'PATCH /api/canned-responses/[id]': by(admins, (_, { things }) => ({
    params: { id: things.response },
    body: {},
  })),
  'DELETE /api/canned-responses/[id]': by([], () => missing),
  'GET /api/webhooks': by(admins),
  'POST /api/webhooks': by(admins, () => ({ body: { url: 'http://127.0.0.1/', events: ['rating'] } })),
  'PATCH /api/webhooks/[id]': by(admins, (_, { things }) => ({ params: { id: things.webhook }, body: {} })),
  'DELETE /api/webhooks/[id]': by([], () => missing),
  'POST /api/webhooks/[id]/secret': by(admins, (_, { things }) => ({ params: { id: things.webhook } })),
  'POST /api/webhooks/[id]/test': by(admins, (_, { things }) => ({ params: { id: things.webhook } })),
  'GET /api/webhooks/[id]/deliveries': by(admins, (_, { things }) => ({ params: { id: things.webhook } })),
  'POST /api/webhooks/[id]/deliveries/[deliveryId]/redeliver': by(admins, (_, { things }) => ({
    params: { id: things.webhook, deliveryId: things.delivery },
  })),
  'GET /api/widget': by(callers, () => ({ query: '?site=https://shop.example' })),
  'POST /api/widget/visitors': by(callers, () => ({ body: {} })),
  'GET /api/widget/session': by(askers),
  'GET /api/admins': by(['owner']),
  'PUT /api/admins/[id]': by(['owner'], (_, { users }) => ({
    params: { id: String(users.owner.id) },
    body: { owner: true },
  })),
  // Nobody else is an owner: it is refused for another reason.
  'DELETE /api/admins/[id]': by(['owner'], (_, { users }) => ({ params: { id: String(users.owner.id) } })),
  'GET /api/support-settings': by(['owner']),
  'PUT /api/support-settings': by(['owner'], () => ({ body: { settings: usualSettings, version: 0 } })),
  'GET /api/audit-log': by(['owner']),
  'GET /api/articles': by(askers),
  'POST /api/articles': by(admins, () => ({
    body: { slug: randomUUID(), language: 'en', title: 'Looms', body: 'They weave.', published: false },
  })),
  'GET /api/articles/[slug]': by(askers, (_, { things }) => ({ params: { slug: things.article } })),
  'PATCH /api/articles/[slug]': by(admins, (_, { things }) => ({
    params: { slug: things.article },
    query: '?language=en',
    body: {},
  })),
  'DELETE /api/articles/[slug]': by([], () => missing),
  'POST /api/files': by(askers),
  'GET /api/files/[id]': { in: reading, call: file },
  'DELETE /api/files/[id]': { in: byUploader, call: file },
  'DELETE /api/tokens': by(askers),
  'DELETE /api/account/sessions': by(askers),
  'POST /api/assistant/transcriptions': by(askers),
  'POST /api/assistant/sessions/[id]/stop': {
    in: { group: [], support: [], session: ['member'] },
    call: there,
  },
  'GET /api/assistant/sessions/[id]/markdown': {
    in: { group: [], support: [], session: ['member'] },
    call: there,
  },
  'GET /api/health/live': by(callers),
  'GET /api/health/ready': by(callers),
  // For whoever has its own token.
  'GET /api/metrics': by([]),
  'GET /api/openapi.json': by(callers),
  'GET /api/asyncapi.json': by(callers),
};
