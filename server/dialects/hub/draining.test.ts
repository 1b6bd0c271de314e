import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startApplication } from '#server/testing/application.ts';
import { directPair, heardVersion, send } from '#server/testing/conversations.ts';
import { until } from '#server/testing/until.ts';

/** An application of the test's own, since it is going to be stopped. */
async function start() {
  const application = await startApplication();
  onTestFinished(() => application.stop());
  return application;
}

describe('a server that is going down', () => {
  it('asks its sockets to come back, and closes them', async () => {
    const application = await start();
    const { ada, grace } = await directPair(application);
    await application.drain();
    for (const client of [ada, grace]) {
      expect(await client.next('draining')).toEqual({});
      await client.closed();
      expect(client.heard.at(-1)?.event).toBe('draining');
    }
  });

  it('answers what it has taken, refuses what comes after, and only then closes', async () => {
    const application = await start();
    const { ada, users, conversationId } = await directPair(application);
    // Whoever holds the row keeps the sends on their way.
    const holder = await application.pool.connect();
    await holder.query('begin');
    await holder.query('select 1 from conversations where id = $1 for update', [conversationId]);
    const sends = Array.from({ length: 40 }, () => send(ada, conversationId, 'on its way'));
    await until(async () => {
      const { rowCount } = await application.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    }, 'a send that waits for the row');

    const drained = application.drain();
    await ada.next('draining');
    const late = await ada.refused('message.send', {
      conversationId,
      content: 'late',
      clientId: randomUUID(),
    });
    expect(late).toMatchObject({ code: 'unavailable', retryable: true });
    await holder.query('commit');
    holder.release();
    expect((await Promise.all(sends)).map(({ seq }) => seq)).toEqual(sends.map((_, index) => index + 1));
    await drained;
    await ada.closed();
    const { rows } = await application.pool.query('select count(*) from messages where sender_id = $1', [
      users.ada.id,
    ]);
    expect(rows).toEqual([{ count: 40 }]);
  });
});

describe('a server that comes after another', () => {
  it('goes on where that one ended', async () => {
    const first = await start();
    const { ada, users, conversationId } = await directPair(first);
    const before = await send(ada, conversationId, 'before');
    await first.drain();
    const second = await startApplication({}, first.databaseUrl);
    onTestFinished(() => second.stop());
    const [again, grace] = await Promise.all([second.connect(users.ada), second.connect(users.grace)]);
    const after = await send(again, conversationId, 'after');
    expect([after.seq, after.version]).toEqual([before.seq + 1, before.version + 1]);
    await heardVersion(grace, conversationId, after.version);
  });
});
