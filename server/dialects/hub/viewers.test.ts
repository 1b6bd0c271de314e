import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Role } from '#server/protocol/identity.ts';
import { sharedApplication } from '#server/testing/application.ts';
import type { HubClient } from '#server/testing/client.ts';
import type { Present } from '#server/testing/conversations.ts';

const application = sharedApplication();

async function there(name: string, role?: Role): Promise<Present> {
  const user = await application.user(name, role);
  return { user, client: await application.connect(user) };
}

const open = async ({ client }: Present) =>
  (
    await client.ok('support.open', {
      subject: 'Broken',
      content: 'It does not start',
      clientId: randomUUID(),
    })
  ).conversationId;

const view = ({ client }: Present, conversationId: number | null) =>
  client.ok('support.view', { conversationId });

/** Resolves when the socket was told last that exactly these view the chat. */
const told = (client: HubClient, conversationId: number, viewers: readonly Present[]) =>
  client.when(
    () => {
      const last = client.all('viewers').findLast((event) => event.conversationId === conversationId);
      return (last && last.userIds.join() === viewers.map(({ user }) => user.id).join()) || undefined;
    },
    `that ${viewers.map(({ user }) => user.account.name).join()} view ${conversationId}`,
  );

describe('support.view', () => {
  it('tells those who view a chat of each other, as they come and go', async () => {
    const [ada, grace, linus] = [
      await there('ada'),
      await there('grace', 'ADMIN'),
      await there('linus', 'ADMIN'),
    ];
    const [id, other] = [await open(ada), await open(ada)];
    await view(grace, id);
    await told(grace.client, id, [grace]);
    await view(linus, id);
    await told(grace.client, id, [grace, linus]);
    await told(linus.client, id, [grace, linus]);
    // Another chat takes the place of this one.
    await view(linus, other);
    await told(grace.client, id, [grace]);
    await told(linus.client, other, [linus]);
    await view(linus, id);
    await told(grace.client, id, [grace, linus]);
    await view(linus, null);
    await told(grace.client, id, [grace]);
    // Who looks at neither hears of neither.
    await linus.client.settled();
    const heard = linus.client.all('viewers').length;
    await view(grace, other);
    await told(grace.client, other, [grace]);
    await linus.client.settled();
    expect(linus.client.all('viewers')).toHaveLength(heard);
  });

  it('ends with the last socket that shows the chat, on its own', async () => {
    const [ada, grace, linus] = [
      await there('ada'),
      await there('grace', 'ADMIN'),
      await there('linus', 'ADMIN'),
    ];
    const id = await open(ada);
    await view(grace, id);
    const again = await application.connect(linus.user);
    await view(linus, id);
    await again.ok('support.view', { conversationId: id });
    await told(again, id, [grace, linus]);
    const news = grace.client.all('viewers').length;
    linus.client.close();
    // What is said after it was gone shows that nothing was said of it.
    await view({ user: linus.user, client: again }, id);
    await told(again, id, [grace, linus]);
    expect(
      grace.client
        .all('viewers')
        .slice(news)
        .every(({ userIds }) => userIds.length === 2),
    ).toBe(true);
    again.close();
    await told(grace.client, id, [grace]);
  });

  it('shows what the last of many commands said, whatever became of the others', async () => {
    const [ada, grace, linus] = [
      await there('ada'),
      await there('grace', 'ADMIN'),
      await there('linus', 'ADMIN'),
    ];
    const [first, second] = [await open(ada), await open(ada)];
    await Promise.all([view(grace, first), view(grace, second), view(grace, null), view(grace, first)]);
    await view(linus, first);
    await told(linus.client, first, [grace, linus]);
    await Promise.all([view(grace, second), view(grace, null)]);
    await told(linus.client, first, [linus]);
    await view(linus, second);
    await told(linus.client, second, [linus]);
    expect(await grace.client.refused('support.view', { conversationId: 999_999_999 })).toMatchObject({
      code: 'conversation_not_found',
    });
  });

  it('is for admins, but not of their own chat; no client, admin or not, ever hears of it', async () => {
    const [ada, boss, grace] = [
      await there('ada'),
      await there('boss', 'ADMIN'),
      await there('grace', 'ADMIN'),
    ];
    const [id, own] = [await open(ada), await open(boss)];
    expect(await ada.client.refused('support.view', { conversationId: id })).toMatchObject({
      code: 'forbidden',
    });
    expect(await ada.client.refused('support.view', { conversationId: null })).toMatchObject({
      code: 'forbidden',
    });
    expect(await boss.client.refused('support.view', { conversationId: own })).toMatchObject({
      code: 'forbidden',
    });
    for (const chat of [id, own]) {
      await view(grace, chat);
      await told(grace.client, chat, [grace]);
    }
    await Promise.all([ada.client.settled(), boss.client.settled()]);
    expect(ada.client.all('viewers')).toEqual([]);
    expect(boss.client.all('viewers')).toEqual([]);
  });
});
