import { expect, test } from '#e2e/fixtures/test.ts';

test('a group is there for everybody in it as soon as it is made', async ({ data, ada, grace, signIn }) => {
  const linus = await signIn(await data.user('Linus'));
  await Promise.all([ada, grace, linus].map(({ chats }) => chats.open()));
  await ada.chats.createGroup('Compilers', [grace, linus]);
  await ada.conversation.waitUntilOpen();
  await expect(ada.conversation.header).toContainText('3 people');

  const groupId = Number(new URL(ada.page.url()).pathname.split('/').at(-1));
  for (const { chats } of [grace, linus]) await chats.row(groupId).click();
  await ada.conversation.send('Welcome');
  await grace.conversation.send('Thank you');
  for (const { conversation } of [ada, grace, linus]) {
    await expect(conversation.at(1)).toHaveText('Ada created the group');
    await expect(conversation.message('Welcome')).toBeVisible();
    await expect(conversation.message('Thank you')).toBeVisible();
  }
});

test('in a group a message says who has read it, and when all have', async ({ data, ada, grace, signIn }) => {
  const linus = await signIn(await data.user('Linus'));
  const groupId = await data.group('Compilers', [ada, grace, linus]);
  await Promise.all([ada.open(groupId), grace.open(groupId)]);
  await linus.chats.open();
  await ada.conversation.send('Read this');
  await expect(ada.conversation.message('Read this').getByLabel('Read by Grace')).toBeVisible();
  await linus.chats.row(groupId).click();
  await expect(ada.conversation.message('Read this').getByLabel('Read by all')).toBeVisible();
  await ada.conversation.waitForStatus('Read this', 'read');
});

test('several who type are all named', async ({ data, ada, grace, signIn }) => {
  const linus = await signIn(await data.user('Linus'));
  const groupId = await data.group('Compilers', [ada, grace, linus]);
  await Promise.all([ada, grace, linus].map((person) => person.open(groupId)));
  await grace.conversation.composer.pressSequentially('I');
  await expect(ada.conversation.typing).toHaveText('Grace is typing');
  await linus.conversation.composer.pressSequentially('We');
  await expect(ada.conversation.typing).toHaveText('Grace and Linus are typing');
});

test('everybody in a group sees its new name, who came and who left', async ({
  data,
  ada,
  grace,
  signIn,
}) => {
  const linus = await signIn(await data.user('Linus'));
  const groupId = await data.group('Compilers', [ada, grace]);
  await Promise.all([ada.open(groupId), grace.open(groupId), linus.chats.open()]);

  await grace.group.open();
  await grace.group.rename('Interpreters');
  await expect(ada.conversation.header).toContainText('Interpreters');
  await expect(ada.chats.row(groupId)).toContainText('Interpreters');

  await grace.group.add(linus);
  await linus.chats.row(groupId).click();
  await expect(ada.conversation.header).toContainText('3 people');
  await linus.conversation.send('I am new here');
  await expect(ada.conversation.message('I am new here')).toBeVisible();

  await grace.group.leave();
  await expect(ada.conversation.header).toContainText('2 people');
  await expect(grace.chats.row(groupId)).toHaveCount(0);
  for (const line of ['Grace named the group “Interpreters”', 'Grace added Linus', 'Grace left'])
    await expect(ada.conversation.log.getByText(line)).toBeVisible();
});

test('who is removed from a group gets nothing more of it', async ({
  data,
  ada,
  grace,
  hub,
  signIn,
  api,
}) => {
  const linus = await signIn(await data.user('Linus'));
  const groupId = await data.group('Compilers', [ada, grace, linus]);
  const elsewhere = await data.direct(ada, linus);
  await Promise.all([ada, grace, linus].map((person) => person.open(groupId)));
  const wire = await hub(linus);
  await ada.conversation.send('Before');
  await expect(linus.conversation.message('Before')).toBeVisible();

  await ada.group.open();
  await ada.group.remove('Linus');
  await expect(linus.page.getByText('You are no longer in this conversation')).toBeVisible();
  await expect(linus.chats.row(groupId)).toHaveCount(0);
  await wire.push('removed', ({ conversationId }) => conversationId === groupId);

  await ada.conversation.send('Among us');
  await expect(grace.conversation.message('Among us')).toBeVisible();
  await ada.open(elsewhere);
  await ada.conversation.send('Sorry');
  // What is heard after it would have been heard before.
  await wire.push('changes', ({ conversationId }) => conversationId === elsewhere);
  expect(JSON.stringify(wire.pushed)).not.toContain('Among us');
  await expect(linus.conversation.message('Among us')).toHaveCount(0);
  await expect(linus.conversation.composer).toHaveCount(0);

  expect(await wire.ask('conversation.open', { conversationId: groupId })).toMatchObject({
    ok: false,
    error: { code: 'conversation_not_found' },
  });
  const answer = await (await api(linus)).get(`/api/chats/conversations/${groupId}/messages`);
  expect(answer.status()).toBe(404);
});

test('only the owner of a group removes people from it', async ({ data, grace, ada }) => {
  const groupId = await data.group('Compilers', [ada, grace]);
  await Promise.all([ada.open(groupId), grace.open(groupId)]);
  await Promise.all([ada.group.open(), grace.group.open()]);
  await expect(ada.page.getByRole('button', { name: 'Remove Grace' })).toBeVisible();
  await expect(grace.group.people).toHaveCount(2);
  await expect(grace.page.getByRole('button', { name: /^Remove / })).toHaveCount(0);
});
