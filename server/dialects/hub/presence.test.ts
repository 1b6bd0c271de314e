import { describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, group, present } from '#server/testing/conversations.ts';

const application = sharedApplication();

describe('presence', () => {
  it('begins with the first socket and ends with the last one, over all of them', async () => {
    const { ada, grace, users } = await directPair(application);
    grace.close();
    const gone = await ada.next('presence', ({ userId, online }) => userId === users.grace.id && !online);
    expect(Date.parse(gone.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);

    const first = await application.connect(users.grace);
    const ofGrace = () => ada.all('presence').filter(({ userId }) => userId === users.grace.id);
    await ada.when(() => (ofGrace().at(-1)?.online ? true : undefined), 'Grace is online');
    const second = await application.connect(users.grace);
    first.close();
    second.close();
    await ada.when(() => (ofGrace().at(-1)?.online === false ? true : undefined), 'Grace is offline');
    // The second socket, and the end of the first, told nobody anything.
    expect(ofGrace().map(({ online }) => online)).toEqual([false, true, false]);
  });

  it('is for those who share a conversation', async () => {
    const { ada, users } = await directPair(application);
    const [stranger, away] = [await present(application, 'stranger'), await application.user('away')];
    const { conversationId } = await ada.ok('conversation.direct', { userId: away.id });
    await ada.next('added', (added) => added.conversationId === conversationId);
    const userIds = [users.ada.id, users.grace.id, stranger.user.id, away.id];
    const { presences } = await ada.ok('presence.get', { userIds });
    expect(Object.fromEntries(presences.map(({ userId, online }) => [userId, online]))).toEqual({
      [users.ada.id]: true,
      [users.grace.id]: true,
      [away.id]: false,
    });
    expect((await stranger.client.ok('presence.get', { userIds })).presences).toEqual([
      { userId: stranger.user.id, online: true, lastSeenAt: null },
    ]);
    const nowThere = await application.connect(away);
    await ada.next('presence', ({ userId, online }) => userId === away.id && online);
    await stranger.client.settled();
    expect(stranger.client.all('presence')).toEqual([]);
    await nowThere.settled();
  });
});

describe('typing', () => {
  it('is told to the others, on all their sockets, and not to oneself', async () => {
    const { ada, grace, users, conversationId } = await directPair(application);
    const [otherAda, otherGrace] = [
      await application.connect(users.ada),
      await application.connect(users.grace),
    ];
    for (const typing of [true, false]) {
      expect(await ada.ok('conversation.typing', { conversationId, typing })).toEqual({});
      for (const client of [grace, otherGrace])
        expect(await client.next('typing', (event) => event.typing === typing)).toEqual({
          conversationId,
          userId: users.ada.id,
          typing,
        });
    }
    await Promise.all([ada.settled(), otherAda.settled()]);
    expect([...ada.all('typing'), ...otherAda.all('typing')]).toEqual([]);
  });

  it('is nobody’s business outside the conversation', async () => {
    const { grace, conversationId } = await directPair(application);
    const stranger = await present(application, 'stranger');
    await stranger.client.ok('conversation.typing', { conversationId, typing: true });
    await grace.settled();
    expect(grace.all('typing')).toEqual([]);
  });

  it('is passed on a hundred times in ten seconds, then ignored', async () => {
    const [ada, grace] = await Promise.all([present(application, 'ada'), present(application, 'grace')]);
    const conversationId = await group(ada, grace);
    const answers = await Promise.all(
      Array.from({ length: 130 }, (_, index) =>
        ada.client.ok('conversation.typing', { conversationId, typing: index % 2 === 0 }),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 130 }, () => ({})));
    await grace.client.settled();
    expect(grace.client.all('typing')).toHaveLength(100);
  });
});
