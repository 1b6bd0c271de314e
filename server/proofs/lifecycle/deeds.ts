import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type fc from 'fast-check';
import { expect } from 'vitest';
import type { Cast } from './cast.ts';
import { type Asked, type Life, OPENING, opened, outcomesOf } from './model.ts';
import { type Answer, type Place, type Way, send } from './ways.ts';
import { type Intent, wayOf } from './wishes.ts';

/** A chat as it should be. */
export interface Expected {
  life: Life;
  /** Messages that were there before everybody gathered. */
  known: number;
  /** Wishes sent so far. */
  sent: number;
}

interface Sent extends Asked {
  way: Way;
}

/** A new chat, opened as the intent says, around which everybody has gathered. */
export async function begin(cast: Cast, { by, wish }: Intent): Promise<{ expected: Expected; place: Place }> {
  const first = wish(by, opened, 0);
  const key = `${OPENING}-${randomUUID()}`;
  const answer = await send({ cast, key, id: 0 }, by, first, wayOf(by, first, 0));
  const id = answer.conversationId;
  if (id === undefined) throw new Error(`The chat was not opened: ${JSON.stringify(answer)}`);
  await cast.gather(id);
  const [outcome] = outcomesOf(opened, [{ by, wish: first }]);
  const life = outcome?.life ?? opened;
  return { place: { id, key, cast }, expected: { life, known: life.messages.length, sent: 1 } };
}

/** All that the answer says of the chat is so. */
function expectTrue({ code, ...said }: Answer, place: Place, life: Life): void {
  const adminId = life.owner && place.cast.user(life.owner).id;
  const { status, labels, snoozed, rating } = life;
  const truth = { status, labels, snoozed, rating, adminId, conversationId: place.id, code };
  expect(truth).toMatchObject({ code, ...said });
}

/** Sends these at once (one is no race), and goes on with the outcome that came about: there must be one that is right. */
async function does(intents: readonly Intent[], expected: Expected, place: Place): Promise<void> {
  const sent = intents.map(({ by, wish, dice }): Sent => {
    const asked = wish(by, expected.life, (expected.sent += 1));
    return { by, wish: asked, way: wayOf(by, asked, dice) };
  });
  const outcomes = outcomesOf(expected.life, sent);
  const answers = await Promise.all(sent.map(({ by, wish, way }) => send(place, by, wish, way)));
  const codes = answers.map(({ code }) => code);
  const [only] = outcomes;
  const [answer] = answers;
  if (sent.length === 1 && only && answer) {
    expect([...sent, ...codes]).toEqual([...sent, ...only.answers]);
    expectTrue(answer, place, only.life);
    expected.life = only.life;
    return;
  }
  const seen = { answers: codes, life: await place.cast.look(place.id) };
  const found = outcomes.find((one) => {
    const { told: _told, ...life } = one.life;
    return isDeepStrictEqual({ answers: one.answers, life }, seen);
  });
  if (!found) expect({ sent, ...seen }).toEqual({ sent, oneOf: outcomes });
  else expected.life = found.life;
}

/** Everybody agrees with the model on all of it. */
export async function expectAgreed({ life, known }: Expected, { cast, id }: Place): Promise<void> {
  const { told: _told, ...seen } = life;
  expect(await cast.look(id)).toEqual(seen);
  await cast.expectTold(id, life, known);
}

/** What some people do at once, as fast-check runs and shows it. */
export const deed = (intents: readonly Intent[]): fc.AsyncCommand<Expected, Place> => ({
  check: () => true,
  run: (expected, place) => does(intents, expected, place),
  toString: () =>
    intents
      .map(({ by, kind, dice, wish }) => `${by} ${kind} ${JSON.stringify(wish(by, opened, 0))} (${dice})`)
      .join(' and '),
});
