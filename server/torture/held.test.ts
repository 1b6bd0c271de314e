import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import { group, present, type Present } from '#server/testing/conversations.ts';
import { createHeld, type Held } from './held.ts';

const application = sharedApplication();

async function readAnew(client: HubClient, conversationId: number): Promise<Held> {
  const { summary, participants } = await client.ok('conversation.open', { conversationId });
  const { messages, version } = await client.ok('conversation.history', { conversationId, limit: 100 });
  return createHeld(Math.min(summary.version, version), messages, participants);
}

/** One thing that somebody does, to some message: who and which are numbers that are taken modulo what there is. */
const step = fc.record({
  who: fc.nat(2),
  does: fc.constantFrom(
    'send',
    'reply',
    'edit',
    'delete',
    'react',
    'unreact',
    'read',
    'rename',
    'remove',
    'add',
  ),
  which: fc.nat(8),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Does it; whether it is allowed does not matter here. */
async function take(
  { who, does, which }: Step,
  people: readonly Present[],
  conversationId: number,
  sent: number[],
) {
  const client = people[who]?.client;
  const carol = people[2]?.user.id ?? 0;
  const messageId = sent[which % Math.max(1, sent.length)] ?? 1;
  const content = `${does} ${which} 👍`;
  switch (does) {
    case 'send':
    case 'reply': {
      const replyToId = does === 'reply' && sent.length > 0 ? messageId : null;
      const input = {
        conversationId,
        content: content.repeat(1 + (which % 30)),
        clientId: randomUUID(),
        replyToId,
      };
      const answer = await client?.command('message.send', input);
      if (answer?.ok) sent.push(answer.data.id);
      return;
    }
    case 'edit':
      // Its author is among them.
      return Promise.all(people.map((one) => one.client.command('message.edit', { messageId, content })));
    case 'delete':
      return people[0]?.client.command('message.delete', { messageId });
    case 'react':
    case 'unreact':
      return client?.command('message.react', {
        messageId,
        emoji: which % 2 ? '👍' : '🎉',
        on: does === 'react',
      });
    case 'read':
      return client?.command('conversation.read', { conversationId, seq: which });
    case 'rename':
      return client?.command('conversation.rename', { conversationId, title: `title ${which}` });
    case 'remove':
      return people[0]?.client.command('conversation.remove', { conversationId, userId: carol });
    case 'add':
      return people[1]?.client.command('conversation.add', { conversationId, userIds: [carol] });
  }
}

describe('a conversation that is held', () => {
  it('is what a fresh reader reads: by what is pushed, and by catching up from any moment', async () => {
    const people = await Promise.all(['ada', 'grace', 'carol'].map((name) => present(application, name)));
    const [ada, grace, carol] = people;
    if (!ada || !grace || !carol) throw new Error('Somebody is missing');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        async (steps, atOnce) => {
          const conversationId = await group(ada, grace, carol);
          const live = await readAnew(grace.client, conversationId);
          const moments = [await readAnew(grace.client, conversationId)];
          const sent: number[] = [];
          if (atOnce) await Promise.all(steps.map((one) => take(one, people, conversationId, sent)));
          else
            for (const one of steps) {
              await take(one, people, conversationId, sent);
              moments.push(await readAnew(grace.client, conversationId));
            }

          const fresh = await readAnew(grace.client, conversationId);
          const pushed = () =>
            grace.client.all('changes').filter((delta) => delta.conversationId === conversationId);
          await grace.client.when(
            () => ((pushed().at(-1)?.version ?? live.cursor()) >= fresh.cursor() ? true : undefined),
            'the last push',
          );
          expect(pushed().map((delta) => live.apply(delta))).not.toContain(false);
          expect(live.shown()).toEqual(fresh.shown());

          for (const moment of moments) {
            const { delta } = await grace.client.ok('conversation.changes', {
              conversationId,
              since: moment.cursor(),
            });
            expect(moment.apply(delta)).toBe(true);
            expect(moment.cursor()).toBe(fresh.cursor());
            expect(moment.shown()).toEqual(fresh.shown());
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
