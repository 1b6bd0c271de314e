import { expectAccessible, expectNoSidewaysScroll } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

const windows = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const;

for (const [device, viewport] of Object.entries(windows)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`on a ${device} in ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, hasTouch: device === 'phone' });
      // A page that is not there is one of those looked at.
      test.use({ allowedProblems: /status of 404/ });

      test('the pages of those who are not signed in have no barrier', async ({ page }) => {
        for (const path of ['/sign-in', '/register', '/websocket-test.html', '/nowhere']) {
          await page.goto(path);
          await expect(page.getByRole('main')).toBeVisible();
          await expectAccessible(page, path);
          await expectNoSidewaysScroll(page, path);
        }
      });

      test('the pages of the signed in have no barrier', async ({ data, ada, grace }) => {
        const { page } = ada;
        const look = async (where: string) => {
          await expectAccessible(page, where);
          await expectNoSidewaysScroll(page, where);
        };
        await ada.chats.open();
        await look('chats, none yet');

        const linus = await data.user('Linus');
        const [direct, group] = [
          await data.direct(ada, grace),
          await data.group('Compilers', [ada, grace, linus]),
        ];
        const long = 'a-word-without-an-end-'.repeat(20);
        const lines = [
          { from: grace, content: 'Have you seen https://example.com/a/very/long/address?with=a&long=query' },
          { from: ada, content: long },
          { from: grace, content: '👍' },
        ];
        await data.messages(direct, lines);
        await data.messages(group, lines);
        await ada.chats.open();
        await ada.chats.row(group).waitFor();
        await look('chats');

        for (const [where, id] of Object.entries({ direct, group })) {
          await ada.open(id);
          await ada.conversation.message(long).waitFor();
          await look(where);
          await page.getByRole('button', { name: 'Details' }).click();
          await page
            .getByRole('heading', { name: where === 'group' ? 'Compilers' : 'Grace', level: 3 })
            .waitFor();
          await look(`${where} with details`);
        }
        await page.keyboard.press('Escape');

        await page.goto('/settings');
        await ada.settings.sessions.first().waitFor();
        await look('settings');
      });

      test('support and its desk have no barrier', async ({ data, ada, admin }) => {
        const [waiting, active, closed] = [
          await data.support(ada, 'A subject that is too long to be shown in one line of any list'),
          await data.support(ada, 'Billing'),
          await data.support(ada, 'Done'),
        ];
        await data.messages(active, [{ from: ada, content: 'Hello?' }]);
        const { page } = admin;
        const look = async (of: typeof page, where: string) => {
          await expectAccessible(of, where);
          await expectNoSidewaysScroll(of, where);
        };
        await admin.desk.open();
        await look(page, 'the desk');
        await page.getByRole('button', { name: 'Select chats' }).click();
        await page.getByRole('button', { name: 'Select all' }).click();
        await expect(admin.desk.row(waiting)).toBeChecked();
        await look(page, 'chats that are chosen');
        await page.getByRole('button', { name: 'Close…' }).click();
        await page.getByRole('radio', { name: 'Spam' }).waitFor();
        await look(page, 'why they are closed');
        await page.keyboard.press('Escape');
        for (const id of [active, closed]) {
          await page.goto(`/desk/${id}`);
          await admin.connection.waitFor('online');
          await admin.desk.claim.click();
          await expect(admin.desk.state).toHaveText('Yours');
        }
        await admin.desk.close();
        await expect(admin.desk.state).toHaveText('Closed');
        await look(page, 'a closed chat at the desk');
        await page.goto(`/desk/${active}?view=mine`);
        await admin.conversation.waitUntilOpen();
        await admin.connection.waitFor('online');
        await look(page, 'a chat at the desk');
        await admin.desk.act('Snooze…');
        await page.getByRole('button', { name: 'Until the client writes' }).waitFor();
        await look(page, 'how long it may be snoozed');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Details' }).click();
        await page.getByText(ada.email).waitFor();
        await page.getByLabel('New label').fill('A label that is rather long');
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: 'a label that is rather long', exact: true }).waitFor();
        await look(page, 'its client');
        await page.keyboard.press('Escape');

        await ada.support.open();
        await look(ada.page, 'support');
        for (const id of [waiting, active, closed]) {
          await ada.page.goto(`/support/${id}`);
          await ada.support.state.waitFor();
          await look(ada.page, `support chat ${id}`);
        }
        await ada.page.goto('/support');
        await ada.page.getByRole('button', { name: 'New support chat' }).first().click();
        await ada.support.dialog.getByRole('button', { name: 'Start chat' }).click();
        await look(ada.page, 'new support chat');
      });

      test('dialogs and menus have no barrier', async ({ data, ada, grace }) => {
        const { page } = ada;
        const direct = await data.direct(ada, grace);
        await data.messages(direct, [{ from: ada, content: 'A message of mine' }]);
        await ada.chats.open();
        await page.getByRole('button', { name: 'New conversation' }).first().click();
        await ada.chats.dialog.getByRole('option').first().waitFor();
        await expectAccessible(page, 'new conversation');
        await expectNoSidewaysScroll(page, 'new conversation');
        await ada.chats.dialog.getByRole('button', { name: 'New group' }).click();
        await ada.chats.dialog.getByRole('button', { name: 'Create group' }).click();
        await expectAccessible(page, 'new group');
        await expectNoSidewaysScroll(page, 'new group');
        await page.keyboard.press('Escape');

        await page.keyboard.press('Control+k');
        await page.getByRole('option').first().waitFor();
        await expectAccessible(page, 'quick switcher');
        await page.keyboard.press('Escape');

        await ada.account.button.click();
        await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
        await expectAccessible(page, 'account menu');
        await page.keyboard.press('Escape');

        await ada.open(direct);
        await ada.conversation.message('A message of mine').focus();
        await page.keyboard.press('Delete');
        await page.getByRole('alertdialog').waitFor();
        await expectAccessible(page, 'delete');
        await expectNoSidewaysScroll(page, 'delete');
      });
    });
  }
}
