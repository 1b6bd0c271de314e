import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '#server/protocol/limits.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { connect, listen, openSocket } from '#server/testing/client.ts';
import { directPair, present } from '#server/testing/conversations.ts';
import { until } from '#server/testing/until.ts';

describe('sockets', () => {
  const application = sharedApplication();

  it('are twenty a user; the next one is told so, and gets in when one has gone', async () => {
    const user = await application.user('ada');
    const clients = await Promise.all(Array.from({ length: 20 }, () => application.connect(user)));
    const extra = listen(openSocket(application.address, { auth: { token: user.token } }));
    expect(await extra.next('ended')).toEqual({
      code: 'too_many_connections',
      message: 'Too many connections',
    });
    await extra.closed();
    expect(extra.all('ready')).toEqual([]);
    await Promise.all(clients.map((client) => client.settled()));

    const other = await application.connect(await application.user('grace'));
    await other.settled();
    clients[0]?.close();
    await until(async () => {
      const client = listen(openSocket(application.address, { auth: { token: user.token } }));
      onTestFinished(client.close);
      return client
        .when(
          () => (client.all('ready').length > 0 ? 'in' : client.all('ended').length > 0 ? 'out' : undefined),
          'the answer to a knock',
        )
        .then((answer) => answer === 'in');
    }, 'a free place');
  });

  it('are closed with 1009 by a frame over 64 KiB, and the others live on', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const url = `${application.address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const opened = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const text = String(data);
        if (text.startsWith('0{')) socket.send(`40/hub,${JSON.stringify({ token: users.ada.token })}`);
        if (text.includes('"ready"')) resolve();
      });
    });
    await opened;
    const frame = (content: string) =>
      `42/hub,1["message.send",${JSON.stringify({ conversationId, content, clientId: 'raw' })}]`;
    const rest = limits.frameBytes - frame('').length;
    const answered = new Promise<string>((resolve) =>
      socket.on('message', (data) => String(data).startsWith('43/hub,1') && resolve(String(data))),
    );
    socket.send(frame('x'.repeat(rest)));
    // A frame of exactly 64 KiB is read, and its text too long.
    expect(await answered).toContain('validation_failed');
    socket.send(frame('x'.repeat(rest + 1)));
    expect(await closed).toBe(1009);
    await Promise.all([ada.settled(), grace.settled()]);
  });
});

describe('sends', () => {
  const application = sharedApplication({ SEND_LIMIT: '30/10s' });

  it('are thirty in ten seconds for a user, over all sockets and conversations', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const second = await connect(application.address, users.ada.token);
    onTestFinished(second.close);
    const carol = await present(application, 'carol');
    const elsewhere = await ada.ok('conversation.direct', { userId: carol.user.id });
    const input = (index: number) => ({
      conversationId: index % 3 ? conversationId : elsewhere.conversationId,
      content: 'hello',
      clientId: `c${index}`,
    });
    const sends = await Promise.all(
      Array.from({ length: 30 }, (_, index) => [ada, second][index % 2]?.ok('message.send', input(index))),
    );
    const refused = await second.refused('message.send', input(30));
    expect(refused).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(refused.details?.retryAfter).toBeGreaterThanOrEqual(1);
    expect(refused.details?.retryAfter).toBeLessThanOrEqual(10);

    // A repeat is no new message, whichever socket it comes over.
    expect(await ada.ok('message.send', input(7))).toEqual(sends[7]);
    expect(await second.ok('message.send', input(29))).toEqual(sends[29]);
    expect((await ada.refused('message.send', input(31))).code).toBe('rate_limited');
    // Others may, and so may the same user do anything else.
    await grace.ok('message.send', { conversationId, content: 'hello', clientId: 'g' });
    await ada.ok('conversation.history', { conversationId });
  });

  it('that are repeated do not count, also while the first is on its way', async () => {
    const { ada, conversationId } = await directPair(application);
    const input = (index: number) => ({ conversationId, content: 'hello', clientId: `c${index % 30}` });
    const answers = await Promise.all(
      Array.from({ length: 90 }, (_, index) => ada.ok('message.send', input(index))),
    );
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(30);
    for (const [index, answer] of answers.entries()) expect(answer).toEqual(answers[index % 30]);
  });
});
