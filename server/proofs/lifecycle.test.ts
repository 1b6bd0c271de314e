import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import { createCast } from './lifecycle/cast.ts';
import { begin, deed, expectAgreed } from './lifecycle/deeds.ts';
import type { Actor } from './lifecycle/model.ts';
import { type Intent, anything, intent, opening } from './lifecycle/wishes.ts';

const application = sharedApplication();
beforeAll(() => serveRoutes(application));

/** A machine too busy for all runs does those for which there is time. */
const bounded = { interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false };

const one = (what: fc.Arbitrary<Intent>) => what.map((each) => deed([each]));
const atOnce = (...what: [fc.Arbitrary<Intent>, fc.Arbitrary<Intent>]) => fc.tuple(...what).map(deed);

describe('the life of a support chat', () => {
  it('is what the model says, whoever does what over whichever way, and all see the same', async () => {
    const cast = await createCast(application);
    const deeds = fc.commands([one(anything), one(anything), one(anything), atOnce(anything, anything)], {
      maxCommands: 30,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(opening, deeds, async (first, commands) => {
        const { expected, place } = await begin(cast, first);
        await fc.asyncModelRun(() => ({ model: expected, real: place }), commands);
        await expectAgreed(expected, place);
      }),
      { numRuns: 12, ...bounded },
    );
    expect(application.faults).toEqual([]);
  });

  const is = (actor: Actor) => fc.constant(actor);
  const anAdmin = fc.constantFrom<Actor>('second', 'third');
  const claimed = intent('claim', is('first'));
  const closed = intent('close', is('first'));

  it.each<[string, [fc.Arbitrary<Intent>, fc.Arbitrary<Intent>], fc.Arbitrary<Intent>[]]>([
    ['a claim and a claim', [intent('claim', is('first')), intent('claim', anAdmin)], []],
    ['a claim and a first word', [intent('claim', is('first')), intent('say', anAdmin)], []],
    ['a transfer and a reply', [intent('handOver', is('first')), intent('say')], [claimed]],
    ['a release and a reply', [intent('release', is('first')), intent('say', anAdmin)], [claimed]],
    ['a closing and a message', [closed, intent('say')], [claimed]],
    ['a closing and a first word', [closed, intent('say', anAdmin)], []],
    [
      'a snooze and a client’s reply',
      [intent('snooze', is('first')), intent('say', is('client'))],
      [claimed],
    ],
    ['a reopening and a message', [intent('reopen'), intent('say')], [claimed, closed]],
    [
      'a reopening and another',
      [intent('reopen', is('client')), intent('reopen', anAdmin)],
      [claimed, closed],
    ],
    ['a transfer and a closing', [intent('handOver', is('first')), intent('close', anAdmin)], [claimed]],
  ])('takes %s at once as one after the other', async (_what, pair, before) => {
    const cast = await createCast(application);
    await fc.assert(
      fc.asyncProperty(
        opening,
        fc.tuple(...before.map(one)),
        atOnce(...pair),
        async (first, earlier, both) => {
          const { expected, place } = await begin(cast, first);
          for (const each of earlier) await each.run(expected, place);
          await both.run(expected, place);
          await expectAgreed(expected, place);
        },
      ),
      { numRuns: 5, ...bounded },
    );
    expect(application.faults).toEqual([]);
  });
});
