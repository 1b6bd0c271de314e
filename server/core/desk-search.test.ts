import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HubParsed } from '#server/protocol/hub.ts';
import type { Role } from '#server/protocol/identity.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { sessionOf } from '#server/testing/support.ts';
import type { Session } from './session.ts';

const application = sharedApplication();

const person = async (name = 'someone', role?: Role): Promise<Session> =>
  sessionOf(await application.user(name, role));
const open = async (client: Session, title = 'Help') =>
  (await application.core.support.open(client, { title })).chat.id;
const say = (session: Session, conversationId: number, content: string) =>
  application.core.messages.send(session, { conversationId, content });
const search = (admin: Session, query: string, more: Partial<HubParsed<'support.search'>> = {}) =>
  application.core.deskSearch.find(admin, { query, limit: 50, ...more });
/** What was found, as chat and place. */
const found = async (admin: Session, query: string) =>
  (await search(admin, query)).items.map(({ chat, place }) => `${chat.id} ${place}`);
/** A word that nothing else has. */
const rare = () => `w${randomUUID().replaceAll('-', '')}`;

describe('the desk’s search', () => {
  it('finds a chat once, by its latest message that has all the words', async () => {
    const [ada, admin] = [await person('ada'), await person('grace', 'ADMIN')];
    const [word, id] = [rare(), await open(ada)];
    await say(ada, id, `The ${word} does not start`);
    await say(ada, id, `Still: the ${word.toUpperCase()} does not start, I said`);
    await say(ada, id, 'Hello?');
    const { items } = await search(admin, `start ${word.slice(0, 12)}`);
    expect(items).toMatchObject([
      { place: 'message', seq: 2, writtenBy: ada.account.name, chat: { id, client: { id: ada.account.id } } },
    ]);
    expect(items[0]?.excerpt).toContainEqual({ text: word.toUpperCase(), hit: true });
    expect(await found(admin, `stop ${word}`)).toEqual([]);
    // Only the last word may be a beginning.
    expect(await found(admin, `${word.slice(0, 12)} start`)).toEqual([]);
  });

  it('follows edits and deletions', async () => {
    const [ada, admin] = [await person(), await person('grace', 'ADMIN')];
    const [before, after, id] = [rare(), rare(), await open(ada)];
    const { message } = await say(ada, id, `It is ${before}`);
    expect(await found(admin, before)).toEqual([`${id} message`]);
    await application.core.messages.react(ada, { messageId: message.id, emoji: '👍', on: true });
    expect(await found(admin, before)).toEqual([`${id} message`]);
    await application.core.messages.edit(ada, { messageId: message.id, content: `It is ${after}` });
    expect(await found(admin, before)).toEqual([]);
    expect(await found(admin, after)).toEqual([`${id} message`]);
    await application.core.messages.remove(ada, { messageId: message.id });
    expect(await found(admin, after)).toEqual([]);
  });

  it('looks in no other conversation, before an edit or after', async () => {
    const [ada, grace, admin] = [await person(), await person(), await person('linus', 'ADMIN')];
    const word = rare();
    const { conversationId } = await application.core.conversations.createDirect(ada, {
      userId: grace.account.id,
    });
    const { message } = await say(ada, conversationId, word);
    expect(await found(admin, word)).toEqual([]);
    await application.core.messages.edit(ada, { messageId: message.id, content: `${word} again` });
    expect(await found(admin, word)).toEqual([]);
    // Nor is anything kept for it.
    const { rows } = await application.pool.query<{ words: string | null }>(
      'select words from messages where conversation_id = $1',
      [conversationId],
    );
    expect(rows).toEqual([{ words: null }]);
  });

  it('finds notes, but for the client of the chat who is an admin', async () => {
    const [client, admin] = [await person('ada', 'ADMIN'), await person('grace', 'ADMIN')];
    const [word, id] = [rare(), await open(client)];
    await application.core.notes.add(admin, {
      conversationId: id,
      content: `Be gentle, ${word}`,
      clientId: randomUUID(),
    });
    expect((await search(admin, word)).items).toMatchObject([
      { place: 'note', seq: null, writtenBy: admin.account.name, chat: { id } },
    ]);
    expect(await search(client, word)).toEqual({ items: [], nextCursor: null });
  });

  it('finds by subject, and by name, username and address of client and owner', async () => {
    const [clientName, adminName, subject] = [rare(), rare(), rare()];
    const [client, admin] = [await person(clientName), await person(adminName, 'ADMIN')];
    const id = await open(client, `About the ${subject}: urgent`);
    expect(await found(admin, `${subject} urg`)).toEqual([`${id} subject`]);
    const { username, email } = client.account;
    for (const query of [clientName.slice(0, 9), username, email]) {
      expect(await found(admin, query)).toEqual([`${id} client`]);
      const { items } = await search(admin, query);
      expect(items[0]?.excerpt.some(({ hit }) => hit)).toBe(true);
    }
    await application.core.support.change(admin, String(id), { adminId: admin.account.id });
    expect(await found(admin, adminName)).toEqual([`${id} owner`]);
    // What was written comes before whose it is.
    await say(client, id, `I am ${clientName}`);
    expect(await found(admin, clientName)).toEqual([`${id} message`]);
  });

  it('comes by pages, the latest find first', async () => {
    const [ada, admin] = [await person(), await person('grace', 'ADMIN')];
    const word = rare();
    const said: { id: number; at: string }[] = [];
    for (let count = 0; count < 5; count++) {
      const { message } = await say(ada, await open(ada), word);
      said.push({ id: message.conversationId, at: message.createdAt });
    }
    // The first is the latest now.
    const first = said.shift()?.id ?? 0;
    said.push({ id: first, at: (await say(ada, first, `${word} again`)).message.createdAt });
    const expected = said.toSorted((a, b) => b.at.localeCompare(a.at) || b.id - a.id).map(({ id }) => id);
    const pages: number[][] = [];
    let cursor: string | null = null;
    do {
      const page = await search(admin, word, { limit: 2, cursor });
      pages.push(page.items.map(({ chat }) => chat.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages.flat()).toEqual(expected);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    await expect(search(admin, word, { cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('finds nothing for what has no words, and takes every sign as text', async () => {
    const [ada, admin] = [await person(), await person('grace', 'ADMIN')];
    const [word, id] = [rare(), await open(ada)];
    await say(ada, id, `O'Brien's "${word}" & (all) the | rest: 100% <b>`);
    for (const query of ['', ' ', '!?', "'", '&|!():*<->', '\\', '“ ”'])
      expect(await search(admin, query)).toEqual({ items: [], nextCursor: null });
    for (const query of [
      `o'brien's "${word}"`,
      `${word} & (all)`,
      `${word}:* 100%`,
      `${word} \\ <b>`,
      `“${word}”`,
    ])
      expect(await found(admin, query)).toEqual([`${id} message`]);
  });

  it('is for admins', async () => {
    await expect(search(await person(), 'a')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
