import { expect, test } from '#e2e/fixtures/test.ts';
import { deadSocket } from '#e2e/fixtures/upgrade.ts';

// Chromium reports every try to connect to what is not there, and to what takes nobody in: a socket that falls back to plain
// requests is refused while the server goes down or comes up.
test.use({ ownServer: {}, allowedProblems: /ERR_CONNECTION_REFUSED|status of 400 .*\/socket\.io\// });

test('a server that is told to stop sends its sockets away and ends well within ten seconds', async ({
  data,
  hub,
  server,
}) => {
  const client = await hub(await data.user('Ada'));
  const began = performance.now();
  const stopped = server.stop();
  await client.push('draining');
  await client.closed;
  expect(await stopped).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  await expect(fetch(`${server.url}/api/health/ready`)).rejects.toThrow();
});

test('what was acknowledged before a stop is stored, and nothing else is lost silently', async ({
  data,
  hub,
  server,
}) => {
  const [ada, grace] = [await data.user('Ada'), await data.user('Grace')];
  const conversationId = await data.direct(ada, grace);
  const client = await hub(ada);
  const sends = Array.from({ length: 200 }, (_, index) =>
    client
      .send('message.send', { conversationId, content: `message ${index}`, clientId: `c${index}` })
      .then(({ seq }) => ({ seq, content: `message ${index}` })),
  );
  // The first answer is there, others are on their way.
  await sends[0];
  const stopped = server.stop();
  const outcomes = await Promise.allSettled(sends);
  expect(await stopped).toBe(0);

  const acknowledged = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stored = await data.stored(conversationId);
  expect(stored).toEqual(expect.arrayContaining(acknowledged.map((one) => ({ ...one, deleted: false }))));
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
});

test('a client that has vanished does not hold up the stop', async ({ server }) => {
  const dead = await deadSocket(server.url, '/socket.io/?EIO=4&transport=websocket');
  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toContain('stopping took too long');
  dead.destroy();
});

test('pages connect again by themselves when the server is back', async ({ twoPeople, server }) => {
  const { ada, grace } = twoPeople;
  await server.stop();
  await Promise.all([ada.connection.waitFor('reconnecting'), grace.connection.waitFor('reconnecting')]);
  await server.start();
  await Promise.all([ada.connection.waitFor('online'), grace.connection.waitFor('online')]);
});
