import { signedBy, test, WIDGET_SECRET } from '#e2e/fixtures/shop.ts';
import { expect } from '#e2e/fixtures/test.ts';
import { Widget } from '#e2e/pages/widget.ts';

test('the site’s user has the same chat in every browser', async ({ visit, shop, button, admin }) => {
  const user = signedBy(WIDGET_SECRET, { sub: '42', name: 'Grace Hopper', email: 'grace@example.org' });
  shop.serve(button(`data-user="${user}"`));
  const here = await visit();
  await here.widget.open();
  await expect(here.widget.frame.getByLabel('Name (optional)')).toHaveCount(0);
  await here.widget.start('Where is my parcel?');
  await admin.desk.open();
  const row = admin.page.getByRole('link', { name: /Where is my parcel/ });
  await expect(row).toContainText('Grace Hopper');
  await row.click();
  await admin.page.getByRole('button', { name: 'Details' }).click();
  await expect(admin.page.getByText('A user of 127.0.0.1')).toBeVisible();
  await expect(admin.page.getByText('grace@example.org')).toBeVisible();

  shop.serve(button());
  const elsewhere = await visit();
  await elsewhere.page.evaluate(
    (token) => {
      (window as unknown as { Switchboard: { identify(token: string): void } }).Switchboard.identify(token);
    },
    signedBy(WIDGET_SECRET, { sub: '42', name: 'Grace Hopper' }),
  );
  await elsewhere.widget.open();
  await expect(elsewhere.widget.said('Where is my parcel?')).toBeVisible();

  // Once they are signed out there, nobody who comes after them reads it.
  await here.page.reload();
  await expect(here.widget.message).toBeVisible();
  await expect(here.widget.said('Where is my parcel?')).toHaveCount(0);
});

test('a user whom the site has not signed is not let in, and its developers read why', async ({
  visit,
  shop,
  button,
}) => {
  shop.serve(button(`data-user="${signedBy('another secret that somebody has made up', { sub: '42' })}"`));
  const { page, widget, problems } = await visit();
  problems.allow(/site_token_invalid/, /status of 401/);
  const said = page.waitForEvent('console', (message) => message.text().includes('site_token_invalid'));
  await widget.open();
  await expect(widget.frame.getByText('The chat cannot be opened right now')).toBeVisible();
  await said;
});

test('a visitor whose account is disabled is out, and is somebody new', async ({
  visit,
  admin,
  data,
  api,
}) => {
  const { widget, problems } = await visit();
  problems.allow(/status of 401/);
  await widget.open();
  await widget.start('Buy my pills');
  const { rows } = await data.database.pool.query<{ id: number }>('select id from users where visitor');
  const answer = await (await api(admin)).patch(`/api/users/${rows[0]?.id}`, { data: { disabled: true } });
  expect(answer.status()).toBe(200);
  await expect(widget.frame.getByLabel('Name (optional)')).toBeVisible();
  await expect(widget.said('Buy my pills')).toHaveCount(0);
  await widget.start('I am somebody else');
});

test('who is signed in at the server is a visitor of the site all the same, and stays one', async ({
  ada,
  shop,
  button,
}) => {
  // Of the same site: the browser would send the cookie, and keeps for the frame what it keeps.
  shop.serve(button());
  ada.problems.allow(/foreign request/);
  await ada.chats.open();
  const page = await ada.context.newPage();
  await page.goto(`${shop.sameSite}/one`);
  const widget = new Widget(page);
  await widget.open();
  await expect(widget.frame.getByLabel('Name (optional)')).toBeVisible();
  await widget.start('Where is my parcel?');
  await ada.support.open();
  await expect(ada.page.getByText('No support chats yet.')).toBeVisible();
  await ada.account.signOut();
  await ada.page.waitForURL('**/sign-in');

  await page.goto(`${shop.sameSite}/two`);
  await expect(widget.said('Where is my parcel?')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['switchboard-chat']);
});
