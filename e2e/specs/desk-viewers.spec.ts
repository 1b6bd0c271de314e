import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import type { Person } from '#e2e/fixtures/person.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

// All of them look at one desk.
test.use({ ownServer: {} });

async function openAtDesk(person: Person, id: number) {
  await person.page.goto(`/desk/${id}`);
  await person.connection.waitFor('online');
}

test('two admins see that the other has the chat open and answers, and the client sees neither', async ({
  data,
  ada,
  signIn,
}) => {
  const [id, other] = [await data.support(ada, 'It does not start'), await data.support(ada, 'Another')];
  const grace = await signIn(await data.user('Grace', 'ADMIN'));
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await ada.page.goto(`/support/${id}`);
  await ada.conversation.waitUntilOpen();
  await openAtDesk(grace, id);
  await openAtDesk(linus, id);
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
  await expect(linus.desk.viewers).toHaveText(['Grace is viewing']);

  await grace.conversation.composer.pressSequentially('Is it');
  await expect(linus.desk.viewers).toHaveText(['Grace is typing a reply']);
  await expect(linus.conversation.typing).toHaveText('Grace is typing a reply');
  await expect(ada.conversation.typing).toHaveText('Grace is typing');
  await ada.conversation.composer.pressSequentially('Still');
  await expect(linus.conversation.typing).toHaveText('Ada is typing · Grace is typing a reply');
  await grace.conversation.composer.fill('');
  await expect(linus.desk.viewers).toHaveText(['Grace is viewing']);
  await expect(ada.page.getByText(/viewing/i)).toHaveCount(0);

  // To another chat, and back.
  await linus.desk.row(other).click();
  await expect(linus.page.locator('main > header')).toContainText('Another');
  await expect(grace.desk.viewers).toHaveCount(0);
  await expect(linus.desk.viewers).toHaveCount(0);
  await linus.desk.row(id).click();
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
  await expect(linus.desk.viewers).toHaveText(['Grace is viewing']);
});

test('who loses the connection, or closes the tab, is gone, and comes back', async ({
  data,
  ada,
  signIn,
}) => {
  const id = await data.support(ada, 'It does not start');
  const grace = await signIn(await data.user('Grace', 'ADMIN'));
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await openAtDesk(grace, id);
  await openAtDesk(linus, id);
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
  await linus.goOffline();
  // Nothing is claimed of the others either.
  await expect(linus.desk.viewers).toHaveCount(0);
  await expect(grace.desk.viewers).toHaveCount(0);
  await linus.goOnline();
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
  await expect(linus.desk.viewers).toHaveText(['Grace is viewing']);

  // A second tab is the same person; the chat is open as long as one of them is.
  const tab = await linus.newTab();
  await openAtDesk(tab, id);
  await expect(tab.desk.viewers).toHaveText(['Grace is viewing']);
  await linus.page.close();
  await expect(tab.desk.viewers).toHaveText(['Grace is viewing']);
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
  await tab.page.close();
  await expect(grace.desk.viewers).toHaveCount(0);
});

test('a tab behind others does not count', async ({ data, ada, signIn }) => {
  const id = await data.support(ada, 'It does not start');
  const grace = await signIn(await data.user('Grace', 'ADMIN'));
  const linus = await signIn(await data.user('Linus', 'ADMIN'));
  await openAtDesk(grace, id);
  await openAtDesk(linus, id);
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
  const turn = (state: DocumentVisibilityState) =>
    linus.page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await turn('hidden');
  await expect(grace.desk.viewers).toHaveCount(0);
  await turn('visible');
  await expect(grace.desk.viewers).toHaveText(['Linus is viewing']);
});

for (const [device, viewport] of Object.entries({
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
})) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`on a ${device} in ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, hasTouch: device === 'phone' });

      test('who views a chat is shown without a barrier, however many they are', async ({
        data,
        ada,
        admin,
        hub,
      }) => {
        const id = await data.support(ada, 'A subject that is too long to be shown in one line of any list');
        await openAtDesk(admin, id);
        for (const name of ['Grace', 'Linus', 'Barbara', 'Augusta Ada Lovelace', 'Ken']) {
          const client = await hub(await data.user(name, 'ADMIN'));
          await client.send('support.view', { conversationId: id });
          await client.send('conversation.open', { conversationId: id });
          if (name === 'Grace') {
            await expect(admin.desk.viewers).toHaveText(['Grace is viewing']);
            await client.send('conversation.typing', { conversationId: id, typing: true });
            await expect(admin.desk.viewers).toHaveText(['Grace is typing a reply']);
            await expectAccessible(admin.page, 'one who answers');
            await expectNoSidewaysScroll(admin.page, 'one who answers');
          }
        }
        await expect(admin.desk.viewers).toHaveCount(4);
        await expect(admin.desk.viewers.last()).toContainText('and 2 more');
        await expectAccessible(admin.page, 'many who view');
        await expectNoSidewaysScroll(admin.page, 'many who view');
      });
    });
  }
}
