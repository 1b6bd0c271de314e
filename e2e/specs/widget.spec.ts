import { expect } from '#e2e/fixtures/test.ts';
import { test } from '#e2e/fixtures/shop.ts';

test('a visitor of another site writes, an admin answers, and it is all there on the next page', async ({
  visit,
  admin,
  data,
}) => {
  await admin.desk.open();
  const { page, widget } = await visit();
  await expect(widget.button).toHaveAccessibleName('Chat with us');
  await expect(page.locator('switchboard-widget iframe')).toHaveCount(0);

  await widget.open();
  await widget.start('Where is my parcel?', { name: 'Ada', email: 'ada@example.org' });
  await expect(widget.state).toHaveText('Waiting for an admin, you are next');

  const waiting = admin.page.getByRole('link', { name: /Where is my parcel/ });
  await expect(waiting).toContainText('Ada');
  await waiting.click();
  await admin.desk.claim.click();
  await admin.conversation.composer.pressSequentially('I');
  await expect(widget.frame.getByText('Admin is typing')).toBeVisible();
  await admin.conversation.send('It is on its way');
  await expect(widget.said('It is on its way')).toBeVisible();
  await expect(widget.state).toHaveText('Admin answers');
  await admin.page.getByRole('button', { name: 'Details' }).click();
  await expect(admin.page.getByText('ada@example.org')).toBeVisible();

  await widget.send('Thank you');
  await expect(admin.conversation.message('Thank you')).toBeVisible();

  await page.goto(page.url().replace('/one', '/two'));
  await expect(widget.said('It is on its way')).toBeVisible();
  await expect(widget.said('Thank you')).toBeVisible();
  await widget.send('And goodbye');
  await expect(admin.conversation.message('And goodbye')).toBeVisible();
  const { rows } = await data.database.pool.query('select 1 from users where visitor');
  expect(rows).toHaveLength(1);
});
