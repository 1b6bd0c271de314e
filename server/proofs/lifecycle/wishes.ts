import fc from 'fast-check';
import { type Actor, type Life, type Wish, admins } from './model.ts';
import { type Way, waysOf } from './ways.ts';

/** What somebody is about to send: how it is to be said is known once the chat is. */
export interface Intent {
  by: Actor;
  /** The wish of somebody, in a chat that stands like this; `number` makes its words unlike any others. */
  wish(by: Actor, life: Life, number: number): Wish;
  /** Picks among the ways over which this can go. */
  dice: number;
  kind: string;
}

export const wayOf = (by: Actor, wish: Wish, dice: number): Way => {
  const ways = waysOf(by, wish);
  return ways[dice % ways.length] ?? 'hub';
};

type Kind = keyof typeof kinds;

const saying = (_by: Actor, _life: Life, number: number): Wish => ({
  want: 'say',
  text: `Word ${number}`,
  clientId: `say-${number}`,
});

/** Who asks, and for what. */
const kinds = {
  say: fc.constant(saying),
  claim: fc.constantFrom<Intent['wish']>(
    (by) => ({ want: 'owner', owner: by }),
    () => ({ want: 'status', status: 'ACTIVE' }),
  ),
  handOver: fc
    .constantFrom<Actor>(...admins, 'client')
    .map((owner): Intent['wish'] => () => ({ want: 'owner', owner })),
  release: fc.constantFrom<Intent['wish']>(
    () => ({ want: 'owner', owner: null }),
    () => ({ want: 'status', status: 'PENDING' }),
  ),
  close: fc
    .constantFrom('solved', 'no_answer', 'spam', undefined)
    .map((reason): Intent['wish'] => () => ({ want: 'status', status: 'CLOSED', ...(reason && { reason }) })),
  reopen: fc
    .constantFrom('PENDING', 'ACTIVE')
    .map((status): Intent['wish'] => () => ({ want: 'status', status })),
  rate: fc.integer({ min: 1, max: 5 }).map((rating): Intent['wish'] => () => ({ want: 'rate', rating })),
  label: fc
    .tuple(fc.constantFrom('billing', 'bug', 'vip'), fc.boolean())
    .map(([label, on]): Intent['wish'] => () => ({ want: 'label', label, on })),
  snooze: fc.boolean().map((careful): Intent['wish'] => (_by, { messages }) => ({
    want: 'snooze',
    seen: careful ? messages.length : null,
  })),
  wake: fc.constant<Intent['wish']>(() => ({ want: 'wake' })),
} as const;

export const anybody = fc.constantFrom<Actor>('client', ...admins);

/** Somebody who wants something of that kind; who it is may be given. */
export const intent = (kind: Kind, by: fc.Arbitrary<Actor> = anybody): fc.Arbitrary<Intent> =>
  fc.record({
    by,
    wish: kinds[kind] as fc.Arbitrary<Intent['wish']>,
    dice: fc.nat({ max: 5 }),
    kind: fc.constant(kind),
  });

/** Whoever opened the chat opens it again, as the first time. */
export const opening = fc.record({
  by: fc.constant<Actor>('client'),
  wish: fc
    .boolean()
    .map((says): Intent['wish'] => () => ({ want: 'open', text: says ? 'It does not start' : null })),
  dice: fc.constant(0),
  kind: fc.constant('open'),
});

/** Anybody and anything: more often what leads somewhere. */
export const anything = fc.oneof(
  { arbitrary: intent('say'), weight: 5 },
  { arbitrary: intent('handOver'), weight: 3 },
  { arbitrary: intent('close', fc.constantFrom(...admins)), weight: 2 },
  { arbitrary: intent('reopen'), weight: 3 },
  { arbitrary: intent('snooze', fc.constantFrom(...admins)), weight: 2 },
  ...(['claim', 'release', 'close', 'rate', 'label', 'snooze', 'wake'] as const).map((kind) => ({
    arbitrary: intent(kind),
    weight: 1,
  })),
  { arbitrary: opening, weight: 1 },
);
