import { expect, test } from '#e2e/fixtures/test.ts';
import { openHub } from '#e2e/fixtures/hub.ts';
import { tokenOf } from '#e2e/fixtures/api.ts';

test.use({
  ownServer: { LOG_LEVEL: 'trace' },
  // In the end nobody is signed in, and then the server is gone.
  allowedProblems: /status of 401|ERR_CONNECTION_REFUSED/,
});

test('no password, token or cookie comes into the log, and every line is one event', async ({
  ada,
  grace,
  admin,
  api,
  data,
  hub,
  request,
  server,
}) => {
  const conversationId = await data.direct(ada, grace);
  const token = await tokenOf(server.url, ada);
  const secrets = { wrong: 'not-the-password', next: 'the next password', guess: 'guessed.token.here' };
  const newcomer = { username: 'newcomer', email: 'newcomer@example.com', password: 'a fresh password' };

  // Everything that carries a secret, done right and done wrong.
  await ada.open(conversationId);
  await request.post('/api/users', { data: newcomer });
  await request.post('/api/users', { data: { ...newcomer, email: secrets.wrong } });
  await request.post('/api/tokens', { data: { email: ada.email, password: secrets.wrong } });
  await request.post('/api/tokens', { data: `{"email":"${ada.email}","password":"${secrets.wrong}"` });
  for (const path of ['/api/account', `/api/account?token=${token}`, `/api/nowhere/${token}?token=${token}`])
    for (const bearer of [token, secrets.guess])
      await request.get(path, { headers: { authorization: `Bearer ${bearer}` } });
  await request.get(`/socket.io/?EIO=4&transport=polling&token=${token}`);
  await expect(openHub(server.url, secrets.guess)).rejects.toThrow();
  const client = await hub(ada);
  await client.send('message.send', { conversationId, content: 'a secret between us', clientId: 'one' });
  await client.ask('message.send', { conversationId: 0, content: 'another secret', clientId: 'two' });
  const asAda = await api(ada);
  await asAda.post('/api/account/password', { data: { current: secrets.wrong, next: secrets.next } });
  await asAda.post('/api/account/password', { data: { current: ada.password, next: secrets.next } });
  await (await api(admin)).patch(`/api/users/${grace.id}`, { data: { disabled: true } });

  const cookies = (await ada.context.cookies()).map(({ value }) => value);
  await asAda.delete('/api/account/sessions');
  await server.stop();

  const lines = server.output().trim().split('\n');
  const words = [
    ...Object.values(secrets),
    ...cookies,
    token,
    ada.password,
    newcomer.password,
    'a secret between us',
    'another secret',
    'only-for-the-end-to-end-tests',
  ];
  for (const word of words) expect(lines.filter((line) => line.includes(word))).toEqual([]);
  const events = lines.filter((line) => !/^(Switchboard is at|✓ Running next)/.test(line.trim()));
  for (const line of events) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
  expect(events.map((line) => JSON.parse(line).msg)).toEqual(
    expect.arrayContaining(['listening', 'request', 'stopping', 'stopped']),
  );
});
