import { PATCH as patchChat } from '#app/api/chats/[id]/route.ts';
import { POST as postMessage } from '#app/api/chats/conversations/[id]/messages/route.ts';
import { POST as postChat } from '#app/api/chats/route.ts';
import { type ErrorCode, errorTable } from '#server/protocol/errors.ts';
import type { HubAck, HubCommand, HubInput } from '#server/protocol/hub.ts';
import type { SupportAck } from '#server/protocol/support.ts';
import { callRoute, type RestAnswer } from '#server/testing/rest.ts';
import type { Cast } from './cast.ts';
import type { Actor, Status, Wish } from './model.ts';

/** Over what a wish is sent. */
export type Way = 'REST' | 'hub' | 'support';

/** The answer to a wish, whatever it came over. */
export interface Answer {
  /** `ok`, or why it was refused. */
  code: ErrorCode | 'ok';
  /** As the answer tells them, where it does. */
  status?: Status;
  adminId?: number | null;
  rating?: number | null;
  labels?: string[];
  snoozed?: boolean;
  conversationId?: number;
}

/** A chat that wishes are about. */
export interface Place {
  id: number;
  /** The client's id of the opening. */
  key: string;
  cast: Cast;
}

export const SUBJECT = 'It does not start';
const HOUR = 3_600_000;

/** Everything over which somebody can send this. */
export function waysOf(by: Actor, wish: Wish): Way[] {
  switch (wish.want) {
    case 'say':
      return ['REST', 'hub', 'support'];
    case 'open':
      return wish.text === null ? ['REST'] : ['hub'];
    case 'status':
      // The hub has a command for what people want, and none for a status: an admin releases a chat there.
      if (wish.reason) return ['hub'];
      if (wish.status === 'CLOSED') return ['REST', 'hub'];
      return wish.status === (by === 'client' ? 'PENDING' : 'ACTIVE') ? ['REST', 'hub'] : ['REST'];
    case 'owner':
      return ['REST', 'hub'];
    default:
      return ['hub'];
  }
}

async function byRest({ cast, id, key }: Place, by: Actor, wish: Wish): Promise<Answer> {
  const { token } = cast.user(by);
  const params = { id: String(id) };
  const change = (body: object) => callRoute(patchChat, { token, params, method: 'PATCH', body });
  switch (wish.want) {
    case 'open':
      return readRest(await callRoute(postChat, { token, body: { subject: SUBJECT, clientId: key } }));
    case 'say': {
      const body = { message_type: 'text', content: wish.text, clientId: wish.clientId };
      const { status, body: answer } = await callRoute(postMessage, { token, params, body });
      return status === 201 ? { code: 'ok' } : readRest({ status, body: answer });
    }
    case 'status':
      return readRest(await change({ status: wish.status }));
    case 'owner':
      return readRest(await change({ adminId: wish.owner && cast.user(wish.owner).id }));
    default:
      throw new Error(`There is no ${wish.want} over REST`);
  }
}

function readRest({ status, body }: Pick<RestAnswer, 'status' | 'body'>): Answer {
  if (status >= 400) {
    const { error } = body as { error: { code: ErrorCode; details?: { adminId?: number } } };
    return { code: error.code, ...error.details };
  }
  const chat = body as { id: string; status: Status; adminId?: number };
  return {
    code: 'ok',
    conversationId: Number(chat.id),
    status: chat.status,
    adminId: chat.adminId ?? null,
  };
}

async function byHub({ cast, id: conversationId, key }: Place, by: Actor, wish: Wish): Promise<Answer> {
  const ask = async <C extends HubCommand>(command: C, input: HubInput<C>) =>
    readHub(await cast.hub(by).command(command, input));
  const inChat = { conversationId };
  switch (wish.want) {
    case 'open':
      return ask('support.open', { subject: SUBJECT, content: wish.text ?? '', clientId: key });
    case 'say':
      return ask('message.send', { ...inChat, content: wish.text, clientId: wish.clientId });
    case 'status':
      return wish.status === 'CLOSED'
        ? ask('support.close', { ...inChat, reason: wish.reason ?? null })
        : ask('support.reopen', inChat);
    case 'owner': {
      if (wish.owner === null) return ask('support.release', inChat);
      if (wish.owner === by) return ask('support.claim', inChat);
      return ask('support.assign', { ...inChat, adminId: cast.user(wish.owner).id });
    }
    case 'rate':
      return ask('support.rate', { ...inChat, rating: wish.rating });
    case 'label':
      return ask('support.label', { ...inChat, label: wish.label, on: wish.on });
    case 'snooze': {
      const until = new Date(Date.now() + HOUR).toISOString();
      return ask('support.snooze', { ...inChat, until, seq: wish.seen });
    }
    case 'wake':
      return ask('support.wake', inChat);
  }
}

/** What one answer or another of the hub has. */
type HubData = Omit<Answer, 'code'> & { snooze?: object | null };

function readHub(answer: HubAck<object>): Answer {
  if (!answer.ok) return { code: answer.error.code, ...answer.error.details };
  const { snooze, status, adminId, rating, labels, conversationId } = answer.data as HubData;
  return {
    code: 'ok',
    ...(status && { status, rating: rating ?? null }),
    ...(adminId !== undefined && { adminId }),
    ...(labels && { labels }),
    ...(snooze !== undefined && { snoozed: snooze !== null }),
    ...(conversationId !== undefined && { conversationId }),
  };
}

async function bySupport({ cast, id }: Place, by: Actor, wish: Wish): Promise<Answer> {
  if (wish.want !== 'say') throw new Error(`There is no ${wish.want} in the support dialect`);
  const message = { text: wish.text, clientId: wish.clientId };
  const answer = (await cast.support(by).ask('sendMessage', { chatId: String(id), message })) as SupportAck;
  if (answer.event === 'messageSent') return { code: 'ok' };
  const known = Object.keys(errorTable) as ErrorCode[];
  const code = known.find((one) => errorTable[one].message === answer.data);
  if (!code) throw new Error(`The support dialect answers ${JSON.stringify(answer)}`);
  return { code };
}

const senders = { REST: byRest, hub: byHub, support: bySupport } as const;

/** Sends a wish over one of its ways, and answers what came back. */
export const send = (place: Place, by: Actor, wish: Wish, way: Way): Promise<Answer> =>
  senders[way](place, by, wish);
