import type { ErrorCode } from '#server/protocol/errors.ts';
import type { ChatEvent, CloseReason } from '#server/protocol/support-events.ts';

/** Who has to do with the chat: its client, and admins. The last one has joined it nowhere. */
export const admins = ['first', 'second', 'third'] as const;
export type Actor = 'client' | (typeof admins)[number];

export type Status = ChatEvent['toStatus'];

/** What somebody wants of a chat, whatever it is sent over. */
export type Wish =
  /** Once more what has opened it; with a first message, which is stored where it was not. */
  | { want: 'open'; text: string | null }
  | { want: 'say'; text: string; clientId: string }
  | { want: 'status'; status: Status; reason?: CloseReason }
  | { want: 'owner'; owner: Actor | null }
  | { want: 'rate'; rating: number }
  | { want: 'label'; label: string; on: boolean }
  /** `seen`: how many messages there were for whoever asks; null where they do not say. */
  | { want: 'snooze'; seen: number | null }
  | { want: 'wake' };

/** A row of the chat's history; of a message its text stands in the details. */
export interface LifeEvent {
  kind: ChatEvent['kind'];
  by: Actor;
  status: readonly [Status | null, Status];
  owner: readonly [Actor | null, Actor | null];
  details: Record<string, unknown>;
}

/** What everybody around the chat is told of it besides its messages. */
interface Told {
  change: 'status' | 'owner';
  status: Status;
  owner: Actor | null;
}

/** What the client's own id of an opening counts as: it is another for each chat. */
export const OPENING = 'open';

/** A support chat (protocols, finer decision 4; docs/decisions/021). */
export interface Life {
  status: Status;
  owner: Actor | null;
  snoozed: boolean;
  rating: number | null;
  labels: readonly string[];
  /** Since it was opened, or reopened. */
  replied: boolean;
  messages: readonly { by: Actor; text: string; clientId: string }[];
  events: readonly LifeEvent[];
  told: readonly Told[];
}

export const opened: Life = {
  status: 'PENDING',
  owner: null,
  snoozed: false,
  rating: null,
  labels: [],
  replied: false,
  messages: [],
  events: [{ kind: 'opened', by: 'client', status: [null, 'PENDING'], owner: [null, null], details: {} }],
  told: [],
};

/** One thing that happens at once: how the chat is after it, or why it is refused. */
type Step = (life: Life) => Life | ErrorCode;

const recorded = (
  life: Life,
  by: Actor,
  kind: LifeEvent['kind'],
  details: LifeEvent['details'] = {},
): Life => ({
  ...life,
  events: [
    ...life.events,
    { kind, by, status: [life.status, life.status], owner: [life.owner, life.owner], details },
  ],
});

/** Another status or owner: it ends a snooze, and everybody is told. */
function moved(
  life: Life,
  by: Actor,
  { status, owner }: Pick<Life, 'status' | 'owner'>,
  details: LifeEvent['details'] = {},
): Life {
  if (status === life.status && owner === life.owner) return life;
  const kinds = { PENDING: 'released', ACTIVE: 'claimed', CLOSED: 'closed' } as const;
  const reopened = life.status === 'CLOSED';
  const kind = status === life.status ? 'assigned' : reopened ? 'reopened' : kinds[status];
  return {
    ...life,
    status,
    owner,
    snoozed: false,
    replied: life.replied && !reopened,
    rating: reopened ? null : life.rating,
    events: [
      ...life.events,
      { kind, by, status: [life.status, status], owner: [life.owner, owner], details },
    ],
    told: [...life.told, { change: status === life.status ? 'owner' : 'status', status, owner }],
  };
}

const said = (by: Actor, { text, clientId }: Omit<Wish & { want: 'say' }, 'want'>): Step[] => {
  const repeats = (life: Life) => life.messages.some((one) => one.by === by && one.clientId === clientId);
  // An admin's first word to an unclaimed chat claims it, before it is stored.
  const entered: Step = (life) => {
    if (repeats(life)) return life;
    if (life.status === 'CLOSED') return 'chat_closed';
    return by !== 'client' && life.owner === null ? moved(life, by, { status: 'ACTIVE', owner: by }) : life;
  };
  const stored: Step = (life) => {
    // It may have been released again meanwhile.
    const before = entered(life);
    if (repeats(life) || typeof before === 'string') return before;
    const next = { ...before, messages: [...before.messages, { by, text, clientId }] };
    const details = { message: text };
    if (by === 'client')
      return life.snoozed ? recorded({ ...next, snoozed: false }, by, 'woken', details) : next;
    return life.replied ? next : recorded({ ...next, replied: true }, by, 'replied', details);
  };
  return by === 'client' ? [stored] : [entered, stored];
};

const toStatus =
  (by: Actor, { status, reason }: Wish & { want: 'status' }): Step =>
  (life) => {
    if (status === life.status) return life;
    if (by === 'client')
      return life.status === 'CLOSED' && status === 'PENDING'
        ? moved(life, by, { status, owner: null })
        : 'forbidden';
    if (status === 'CLOSED') return moved(life, by, { status, owner: life.owner }, reason && { reason });
    if (status === 'ACTIVE') return moved(life, by, { status, owner: by });
    if (life.status === 'ACTIVE' && life.owner !== by) return 'already_claimed';
    return moved(life, by, { status, owner: null });
  };

const toOwner =
  (by: Actor, { owner }: Wish & { want: 'owner' }): Step =>
  (life) => {
    if (by === 'client') return 'forbidden';
    if (owner === 'client') return 'not_an_admin';
    if (owner === life.owner) return life;
    if (life.status === 'CLOSED') return 'invalid_transition';
    if (life.owner === null) return owner === by ? moved(life, by, { status: 'ACTIVE', owner }) : 'forbidden';
    if (life.owner !== by) return 'already_claimed';
    return moved(life, by, { status: owner === null ? 'PENDING' : 'ACTIVE', owner });
  };

const rated =
  (by: Actor, { rating }: Wish & { want: 'rate' }): Step =>
  (life) => {
    if (by !== 'client') return 'forbidden';
    if (life.status !== 'CLOSED') return 'invalid_transition';
    return rating === life.rating ? life : recorded({ ...life, rating }, by, 'rated', { rating });
  };

const labelled =
  (by: Actor, { label, on }: Wish & { want: 'label' }): Step =>
  (life) => {
    if (by === 'client') return 'forbidden';
    if (life.labels.includes(label) === on) return life;
    const labels = on ? [...life.labels, label].toSorted() : life.labels.filter((one) => one !== label);
    return recorded({ ...life, labels }, by, on ? 'labelled' : 'unlabelled', { label });
  };

/** Puts it aside, or takes it back: its owner, or any admin where it has none. */
const asided =
  (by: Actor, wish: Wish & { want: 'snooze' | 'wake' }): Step =>
  (life) => {
    if (by === 'client') return 'forbidden';
    if (life.status === 'CLOSED') return 'invalid_transition';
    if (life.owner !== null && life.owner !== by) return 'already_claimed';
    if (wish.want === 'wake') return life.snoozed ? recorded({ ...life, snoozed: false }, by, 'woken') : life;
    const unseen = wish.seen === null ? [] : life.messages.slice(wish.seen);
    if (unseen.some((one) => one.by === 'client')) return 'invalid_transition';
    return recorded({ ...life, snoozed: true }, by, 'snoozed');
  };

/** What a wish does, step by step: something else may come between two of them. */
function stepsOf(by: Actor, wish: Wish): Step[] {
  switch (wish.want) {
    case 'open':
      return wish.text === null ? [] : said(by, { text: wish.text, clientId: OPENING });
    case 'say':
      return said(by, wish);
    case 'status':
      return [toStatus(by, wish)];
    case 'owner':
      return [toOwner(by, wish)];
    case 'rate':
      return [rated(by, wish)];
    case 'label':
      return [labelled(by, wish)];
    case 'snooze':
    case 'wake':
      return [asided(by, wish)];
  }
}

/** A wish and whose it is. */
export interface Asked {
  by: Actor;
  wish: Wish;
}

/** How wishes may end that are sent at once: an answer for each (`ok`, or why it is refused), and the chat after them. */
export interface Outcome {
  answers: readonly (ErrorCode | 'ok')[];
  life: Life;
}

/** Every outcome that is right: each order of their steps, where one that is refused ends its wish. */
export function outcomesOf(life: Life, asked: readonly Asked[]): Outcome[] {
  const follow = (now: Life, rests: readonly (readonly Step[] | ErrorCode)[]): Outcome[] => {
    const further = rests.flatMap((rest, index) => {
      if (typeof rest === 'string') return [];
      const [step, ...left] = rest;
      if (!step) return [];
      const next = step(now);
      return typeof next === 'string'
        ? follow(now, rests.with(index, next))
        : follow(next, rests.with(index, left));
    });
    if (further.length > 0) return further;
    return [{ answers: rests.map((rest) => (typeof rest === 'string' ? rest : 'ok')), life: now }];
  };
  return follow(
    life,
    asked.map(({ by, wish }) => stepsOf(by, wish)),
  );
}
