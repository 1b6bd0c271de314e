import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { HubClient } from '#e2e/fixtures/hub.ts';
import { pushOf } from '#e2e/fixtures/hub-frames.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

/** A page that is loaded anew has lost it. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window);

const hasMessages = pushOf('changes', ({ messages }) => messages.length > 0);

test.describe('with a server that restarts', () => {
  test.use({ ownServer: {} });

  test('who was offline while much happened sees what a fresh load shows, without loading anew', async ({
    data,
    ada,
    grace,
    hub,
    server,
    signIn,
  }) => {
    const conversationId = await data.direct(ada, grace);
    await data.history(conversationId, [ada, grace], 20);
    await grace.open(conversationId);
    await mark(grace.page);
    await grace.goOffline();

    const send = (client: HubClient, from: number, count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          client.send('message.send', {
            conversationId,
            content: `news ${from + index}`,
            clientId: randomUUID(),
          }),
        ),
      );
    const sent = await send(await hub(ada), 0, 400);
    await server.stop();
    await server.start();
    const client = await hub(ada);
    sent.push(...(await send(client, 400, 100)));
    const idOf = (index: number) => sent[index]?.id ?? 0;
    for (const index of [0, 250, 499])
      await client.send('message.edit', { messageId: idOf(index), content: `edited ${index}` });
    for (const index of [10, 450]) await client.send('message.delete', { messageId: idOf(index) });

    await grace.goOnline();
    await expect(grace.conversation.message('edited 499')).toBeVisible();
    const fresh = await signIn(grace);
    await fresh.open(conversationId);
    const [kept, loaded] = [await grace.conversation.history(), await fresh.conversation.history()];
    expect(kept).toHaveLength(520);
    expect(kept).toEqual(loaded);
    expect(await isMarked(grace.page)).toBe(true);
  });
});

test('a lost push is made good by itself, in order', async ({ twoPeople: { ada, grace } }) => {
  const lost = await grace.faults.drop(hasMessages);
  await ada.conversation.send('Lost on the way');
  await lost.happened;
  await expect(grace.conversation.message('Lost on the way')).toBeVisible();
});

test('what follows a lost push waits for it', async ({ twoPeople: { ada, grace } }) => {
  const lost = await grace.faults.drop(hasMessages);
  await ada.conversation.send('First');
  await lost.happened;
  await ada.conversation.send('Second');
  await expect(grace.conversation.message('Second')).toBeVisible();
  expect((await grace.conversation.messages()).map(({ content }) => content)).toEqual(['First', 'Second']);
});

test('a push that comes twice or late is shown once and in order', async ({ twoPeople: { ada, grace } }) => {
  const doubled = await grace.faults.duplicate(hasMessages);
  await ada.conversation.send('First');
  await doubled.happened;
  const late = await grace.faults.delay(hasMessages);
  await ada.conversation.send('Second');
  await late.happened;
  await ada.conversation.send('Third');
  await expect(grace.conversation.message('Third')).toBeVisible();
  late.release();
  await ada.conversation.send('Fourth');
  await expect(grace.conversation.message('Fourth')).toBeVisible();
  expect((await grace.conversation.messages()).map(({ content }) => content)).toEqual([
    'First',
    'Second',
    'Third',
    'Fourth',
  ]);
});

test('what happened while the connection was cut is there afterwards', async ({
  twoPeople: { ada, grace },
}) => {
  await ada.conversation.send('To be edited');
  await ada.conversation.send('To be deleted');
  await expect(grace.conversation.message('To be deleted')).toBeVisible();
  await grace.faults.cut();
  await grace.connection.waitFor('reconnecting');
  await ada.conversation.edit('To be edited', 'Edited');
  await ada.conversation.remove('To be deleted');
  await ada.conversation.send('New');
  await ada.conversation.waitForStatus('New', 'sent');
  await grace.faults.restore();
  await expect(grace.conversation.message('New')).toBeVisible();
  await expect(grace.conversation.message('Edited')).toBeVisible();
  await expect(grace.conversation.at(2)).toContainText('Message deleted');
});

test('a banner says what keeps messages from coming, while it lasts', async ({ twoPeople: { grace } }) => {
  // The list has one of its own, for a phone.
  const banner = (text: string) => grace.page.getByText(text).filter({ visible: true });
  const offline = 'You are offline. Messages are sent when you are back.';
  await grace.goOffline();
  await expect(banner(offline)).toHaveCount(1);
  await grace.goOnline();
  await expect(banner(offline)).toHaveCount(0);
  await grace.faults.cut();
  await expect(banner('Reconnecting…')).toHaveCount(1);
  await grace.faults.restore();
  await expect(banner('Reconnecting…')).toHaveCount(0);
});
