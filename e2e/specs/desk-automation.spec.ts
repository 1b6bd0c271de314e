import { expectAccessible } from '#e2e/fixtures/accessibility.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Whenever this runs, until the day after tomorrow. */
const closed = `${days[(new Date().getUTCDay() + 2) % 7]} 09:00-17:00`;
test.use({ ownServer: { BUSINESS_HOURS: closed } });

test('a client who writes outside business hours is told when somebody answers', async ({ data, ada }) => {
  await data.setUp({ awayReply: 'We are away until {{opens}}.' });
  const chat = await data.support(ada, 'It does not start');
  await ada.page.goto(`/support/${chat}`);
  await ada.conversation.send('Hello?');
  await expect(ada.page.getByRole('log').getByText(/^We are away until \w+day 09:00 UTC\.$/)).toBeVisible();
});

test('a chat is assigned to the admin who is available', async ({ data, ada, admin, signIn }) => {
  await data.setUp({ assignment: 'round_robin' });
  const other = await signIn(await data.user('Linus', 'ADMIN'));
  await other.page.goto('/desk');
  await admin.page.goto('/desk');
  await expect(other.page.getByRole('button', { name: 'You are away' })).toBeVisible();
  await admin.page.getByRole('button', { name: 'You are away' }).click();
  await expect(admin.page.getByRole('button', { name: 'You are available' })).toBeVisible();
  await expectAccessible(admin.page, 'the desk of an admin who is available');

  const chat = await data.support(ada, 'It does not start');
  await ada.page.goto(`/support/${chat}`);
  await expect(ada.page.getByText('Admin answers').first()).toBeVisible();
  await admin.page.goto('/desk?view=mine');
  await admin.page.getByRole('link', { name: /It does not start/ }).click();
  await admin.page.getByRole('button', { name: 'Details' }).click();
  await expect(admin.page.getByText('Claimed by Admin')).toBeVisible();

  await other.page.reload();
  await expect(other.page.getByRole('button', { name: 'You are away' })).toBeVisible();
});
