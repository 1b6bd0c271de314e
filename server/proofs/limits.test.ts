import { beforeAll, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { serveRoutes } from '#server/testing/rest.ts';
import { storedIn } from '#server/testing/voices/stored.ts';
import { connectAll, sendersOf, sending } from './dialects.ts';
import { groupOf } from './places.ts';
import { rest } from './rest.ts';

const application = sharedApplication({ SEND_LIMIT: `${sending.length}/1h` });
beforeAll(() => serveRoutes(application));

it('sends are counted for a user over all dialects and REST together; repeats are not (finer decision 6)', async () => {
  const [ada, grace] = [await application.user('ada'), await application.user('grace')];
  const { conversation } = await groupOf(application, ada, grace);
  const sockets = await connectAll(application, ada, conversation);
  const senders = sendersOf(ada, sockets);

  // What does not pass validation is not counted.
  for (const { send } of senders) expect(await send(conversation, ' ')).not.toBe('stored');
  for (const { send, name } of senders) expect(await send(conversation, name, name)).toBe('stored');
  const stored = await storedIn(application, conversation.id);

  for (const { send } of senders)
    expect(await send(conversation, 'one more')).toMatch(/^Too many messages, try again in \d+ s$/);
  const refused = await rest.ask(ada, conversation, 'one more');
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);

  // Whoever repeats is answered, whichever dialect stored the first and whichever repeats it.
  for (const { clientId, ...message } of stored.slice(1))
    for (const { ask, answerOf } of senders)
      expect(await ask(conversation, 'again', clientId)).toEqual(answerOf({ clientId, ...message }));
  expect(await storedIn(application, conversation.id)).toEqual(stored);

  // Another's sends are another's.
  const hers = await connectAll(application, grace, conversation);
  for (const { send } of sendersOf(grace, hers)) expect(await send(conversation, 'mine')).toBe('stored');
  for (const voice of [...sockets.values(), ...hers.values()]) voice.close();
});
