import { describe, expect, it } from 'vitest';
import { startApplication, sharedApplication } from '#server/testing/application.ts';
import { chat, joinedChat, settled, textBy } from '#server/testing/chat-client.ts';
import { directPair, present, send } from '#server/testing/conversations.ts';

const application = sharedApplication();

describe('join-conversation', () => {
  it('answers by acknowledgement and by event', async () => {
    const { users, conversationId } = await directPair(application);
    const ada = await joinedChat(application.address, users.ada, conversationId);
    expect(ada.all('joined-conversation')).toEqual([{ conversationId, success: true }]);
    await ada.ask('join-conversation', { conversationId, userId: users.ada.id });
    expect(ada.all('joined-conversation')).toHaveLength(2);
    ada.close();
  });

  it('takes a conversation of which nobody has told this instance', async () => {
    const elsewhere = await startApplication({}, application.databaseUrl);
    const [ada, grace] = [await application.user('ada'), await application.user('grace')];
    const client = chat(application.address, grace);
    await settled(client);
    const hub = await elsewhere.connect(ada);
    const { conversationId } = await hub.ok('conversation.direct', { userId: grace.id });
    await client.ask('join-conversation', { conversationId, userId: grace.id });
    const here = await application.connect(ada);
    await send(here, conversationId, 'welcome');
    expect(await client.next('receive-message')).toMatchObject({ content: 'welcome' });
    client.close();
    await elsewhere.stop();
  });

  it('is done before what was sent after it', async () => {
    const ada = await present(application, 'ada');
    const grace = await application.user('grace');
    const client = chat(application.address, grace);
    await settled(client);
    for (let round = 1; round <= 5; round++) {
      const { conversationId } = await ada.client.ok('conversation.group', {
        title: `Round ${round}`,
        userIds: [grace.id],
        clientId: `round ${round}`,
      });
      // So new that joining takes a while, in which a message would be stored.
      client.emit('join-conversation', { conversationId, userId: grace.id });
      client.emit('send-message', textBy(grace, conversationId, `mine ${round}`));
      expect(await client.next('receive-message', round)).toMatchObject({ content: `mine ${round}` });
      client.emit('join-conversation', { conversationId, userId: grace.id });
      await client.ask('leave-conversation', { conversationId });
      await send(ada.client, conversationId, 'after the leave');
    }
    await settled(client);
    expect(client.all('receive-message')).toHaveLength(5);
    client.close();
  });

  it('refuses a foreign conversation and one that is not there, with their texts', async () => {
    const { conversationId } = await directPair(application);
    const eve = await application.user('eve');
    const client = chat(application.address, eve);
    const texts = ['Unauthorized to join this conversation', 'Conversation not found'] as const;
    const ids = [conversationId, 1_000_000_000];
    for (const [index, error] of texts.entries()) {
      const answer = await client.ask('join-conversation', { conversationId: ids[index], userId: eve.id });
      expect(answer).toEqual({ success: false, conversationId: ids[index], error });
      expect(await client.next('error', index + 1)).toEqual({ message: error });
    }
    expect(client.all('joined-conversation')).toEqual([]);
    client.close();
  });

  it.each([
    [undefined, 'conversationId should not be empty, conversationId must be an integer number, '],
    ['nonsense', 'conversationId should not be empty, conversationId must be an integer number, '],
    [{ conversationId: '1', userId: 1 }, 'conversationId must be an integer number'],
    [{ conversationId: 1, userId: null }, 'userId should not be empty, userId must be an integer number'],
    [{ conversationId: 1, userId: 1e9 }, 'userId does not match'],
  ])('says what is wrong with %j', async (payload, text) => {
    const client = chat(application.address, await application.user());
    const answer = await client.ask('join-conversation', ...(payload === undefined ? [] : [payload]));
    expect(answer).toMatchObject({ success: false, error: expect.stringContaining(text) as string });
    expect(await client.next('error')).toEqual({ message: (answer as { error: string }).error });
    client.close();
  });

  it('counts joins, and ignores what is over the limit', async () => {
    const { users, conversationId } = await directPair(application);
    const ada = chat(application.address, users.ada);
    const join = { conversationId, userId: users.ada.id };
    const answers = await Promise.all(
      Array.from({ length: 101 }, () => ada.ask('join-conversation', join) as Promise<{ success: boolean }>),
    );
    expect(answers.filter(({ success }) => success)).toHaveLength(100);
    expect(ada.all('joined-conversation')).toHaveLength(100);
    ada.close();
  });
});

describe('leave-conversation', () => {
  it('says what is wrong', async () => {
    const client = chat(application.address, await application.user());
    expect(await client.ask('leave-conversation', { conversationId: 'one' })).toEqual({
      success: false,
      conversationId: 'one',
      error: 'conversationId must be an integer number',
    });
    expect(client.all('error')).toEqual([{ message: 'conversationId must be an integer number' }]);
    client.close();
  });
});
