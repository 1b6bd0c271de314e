import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localError } from './command-error.ts';
import { createTestProfile, type Fate, settle } from './test-browser.ts';
import { createTestHub, type TestHub } from './test-hub.ts';
import { openPage } from './test-page.ts';

const ada = 1;
const grace = 2;

function createChat() {
  const hub = createTestHub();
  const id = hub.create([ada, grace]);
  let sent = 0;
  const say = (userId: number, content: string) =>
    hub.send(userId, { conversationId: id, clientId: `test-${(sent += 1)}`, content });
  return { hub, id, say };
}

describe('catching up', () => {
  test('after a cut, list and window are brought up to date', async () => {
    const { hub, id, say } = createChat();
    say(grace, 'one');
    const two = say(grace, 'two');
    const page = await openPage(hub, ada, id);
    page.wire.down = true;
    page.wire.cut();
    expect(page.state().connection).toBe('reconnecting');
    say(grace, 'three');
    hub.edit(two.id, 'two, better');
    const other = hub.create([ada, 3]);
    hub.send(3, { conversationId: other, clientId: 'x', content: 'hello' });
    page.wire.down = false;
    await page.clock.advance(60_000);
    expect(page.state().connection).toBe('online');
    expect(page.shown(id)).toEqual(['one', 'two, better', 'three']);
    expect(page.state().summaries.get(id)).toMatchObject({
      lastSeq: 3,
      readSeq: 0,
      last: { excerpt: 'three' },
    });
    expect(page.state().summaries.get(other)?.last?.excerpt).toBe('hello');
  });

  test('what was committed between the rendering and the subscription is fetched', async () => {
    const { hub, id, say } = createChat();
    const opening = openPage(hub, ada, id);
    say(grace, 'in between');
    const page = await opening;
    await settle();
    expect(page.shown(id)).toEqual(['in between']);
  });

  test('so is an open chat that is far down in the list, and one that the router had kept', async () => {
    const { hub, id, say } = createChat();
    const stale = { opened: hub.open(ada, id), page: hub.history(ada, { conversationId: id }) };
    for (let n = 0; n < 60; n += 1) hub.create([ada, 10 + n]);
    const page = await openPage(hub, ada, id);
    page.wire.down = true;
    page.wire.cut();
    const other = hub.create([ada, 3]);
    hub.read(grace, id, 0);
    hub.add(id, 3);
    page.wire.down = false;
    await page.clock.advance(60_000);
    expect([...(page.state().timelines.get(id)?.participants.keys() ?? [])]).toEqual([ada, grace, 3]);
    expect(page.state().summaries.has(other)).toBe(true);

    say(grace, 'one');
    const late = await openPage(hub, ada);
    late.client.seed(stale);
    late.client.seeded(stale);
    await settle();
    expect(late.shown(id)).toEqual(['one']);
  });

  test('a hole is filled from the server', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.fate = () => 'drop';
    say(grace, 'lost');
    page.wire.fate = () => 'pass';
    say(grace, 'heard');
    await settle();
    expect(page.shown(id)).toEqual(['lost', 'heard']);
  });

  test('a lost last push is repaired by the heartbeat', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.fate = () => 'drop';
    say(grace, 'lost');
    await settle();
    expect(page.shown(id)).toEqual([]);
    page.wire.fate = () => 'pass';
    page.wire.beat();
    await settle();
    expect(page.shown(id)).toEqual(['lost']);
  });

  test('doubled pushes change nothing and ask for nothing', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    const before = page.wire.log.length;
    page.wire.fate = ({ kind }) => (kind === 'event' ? 'twice' : 'pass');
    say(grace, 'one');
    say(grace, 'two');
    await settle();
    expect(page.shown(id)).toEqual(['one', 'two']);
    expect(page.wire.log.length).toBe(before);
  });

  test('a catch-up that fails is tried again by itself', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.fate = () => 'drop';
    say(grace, 'lost');
    page.wire.fate = () => 'pass';
    page.wire.answer = (command) =>
      command === 'conversation.changes' ? { ok: false, error: localError('unavailable').view } : undefined;
    page.wire.beat();
    await settle();
    page.wire.answer = () => undefined;
    await page.clock.advance(30_000);
    expect(page.shown(id)).toEqual(['lost']);
  });

  test('a cursor that is too old makes the window load anew, around the reader', async () => {
    const hub = createTestHub({ changesSpan: 20 });
    const id = hub.create([ada, grace]);
    const say = (n: number) => hub.send(grace, { conversationId: id, clientId: `${n}`, content: `${n}` });
    for (let n = 1; n <= 60; n += 1) say(n);
    const page = await openPage(hub, ada, id);
    page.client.loader.keepPlace(id, 20);
    page.wire.down = true;
    page.wire.cut();
    for (let n = 61; n <= 300; n += 1) say(n);
    page.wire.down = false;
    await page.clock.advance(60_000);
    const shown = page.shown(id);
    expect(shown).toContain('20');
    expect(shown).not.toContain('300');
    expect(await page.client.loader.jumpToLatest(id)).toBe(true);
    expect(page.shown(id).at(-1)).toBe('300');
  });

  test('a conversation that nobody knew of comes into the list', async () => {
    const { hub } = createChat();
    const page = await openPage(hub, ada);
    const id = hub.create([grace, ada], 'New group');
    hub.send(grace, { conversationId: id, clientId: 'x', content: 'welcome' });
    await settle();
    expect(page.state().summaries.get(id)).toMatchObject({
      title: 'New group',
      last: { excerpt: 'welcome' },
    });
  });

  test('a removed reader keeps what is on the screen, hears nothing more, and may come back', async () => {
    const hub = createTestHub();
    const id = hub.create([grace, ada], 'Group');
    hub.send(grace, { conversationId: id, clientId: 'a', content: 'before' });
    const page = await openPage(hub, ada, id);
    hub.leave(id, ada);
    hub.send(grace, { conversationId: id, clientId: 'b', content: 'without you' });
    await settle();
    expect(page.state().gone.has(id)).toBe(true);
    expect(page.state().summaries.has(id)).toBe(false);
    expect(page.shown(id)).toEqual(['before']);
    hub.add(id, ada);
    await settle();
    expect(page.state().gone.has(id)).toBe(false);
    expect(page.shown(id)).toEqual(['before', 'without you']);
  });

  test('a late word of a removal does not take away a conversation that the reader is in', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.pushAll('removed', { conversationId: id });
    await settle();
    say(grace, 'still here');
    await settle();
    expect(page.state().gone.has(id)).toBe(false);
    expect(page.shown(id)).toEqual(['still here']);
  });

  test('one who left while offline finds the conversation gone', async () => {
    const hub = createTestHub();
    const id = hub.create([grace, ada], 'Group');
    const page = await openPage(hub, ada);
    page.wire.down = true;
    page.wire.cut();
    hub.leave(id, ada);
    page.wire.down = false;
    await page.clock.advance(60_000);
    expect(page.state().summaries.has(id)).toBe(false);
  });
});

describe('sending', () => {
  test('shows a message at once, and once, whether its echo or its acknowledgement comes first', async () => {
    for (const late of ['event', 'answer']) {
      const { hub, id } = createChat();
      const profile = createTestProfile();
      const page = await openPage(hub, ada, id, profile);
      page.wire.fate = ({ kind, name }) =>
        kind === late && (name === 'changes' || name === 'message.send') ? 'late' : 'pass';
      page.client.send(id, 'hello', null);
      // At no moment is it missing, or there twice.
      page.client.store.subscribe(() => expect(page.itemsOf(id)).toHaveLength(1));
      expect(page.shown(id)).toEqual(['hello · sending']);
      const { key } = page.itemsOf(id)[0] ?? {};
      await settle();
      expect(page.shown(id)).toEqual(['hello · sent']);
      expect(await profile.storage.all()).toEqual([]);
      page.wire.release();
      await settle();
      expect(page.shown(id)).toEqual(['hello · sent']);
      expect(page.itemsOf(id)[0]).toMatchObject({ key, seq: 1 });
      expect(page.state().outbox).toEqual([]);
    }
  });

  test('a lost acknowledgement makes no second message', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    let lost = 0;
    page.wire.fate = ({ kind, name }) => {
      if (kind === 'event') return 'drop';
      return kind === 'answer' && name === 'message.send' && lost++ === 0 ? 'drop' : 'pass';
    };
    page.client.send(id, 'hello', null);
    await page.clock.advance(20_000);
    expect(page.asked('message.send')).toHaveLength(2);
    expect(page.shown(id)).toEqual(['hello · sent']);
    expect(hub.history(ada, { conversationId: id }).messages).toHaveLength(1);
    expect(page.state().outbox).toEqual([]);
  });

  test('what is written offline is sent once and in order when the network is back', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    page.signals.say({ online: false });
    expect(page.state().connection).toBe('offline');
    for (const text of ['one', 'two', 'three']) page.client.send(id, text, null);
    await settle();
    expect(page.shown(id)).toEqual(['one · sending', 'two · sending', 'three · sending']);
    page.signals.say({ online: true });
    await page.clock.advance(5_000);
    expect(page.shown(id)).toEqual(['one · sent', 'two · sent', 'three · sent']);
    expect(hub.history(grace, { conversationId: id }).messages.map(({ content }) => content)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  test('what a closed tab had not sent is sent by the next one', async () => {
    const { hub, id } = createChat();
    const profile = createTestProfile();
    const first = await openPage(hub, ada, id, profile);
    first.signals.say({ online: false });
    first.client.send(id, 'unsent', null);
    await settle();
    first.stop();
    const second = await openPage(hub, ada, id, profile);
    await settle();
    expect(second.shown(id)).toEqual(['unsent · sent']);
    expect(await profile.storage.all()).toEqual([]);
  });

  test('two tabs show the same waiting messages and send each once', async () => {
    const { hub, id } = createChat();
    const profile = createTestProfile();
    const tabs = [await openPage(hub, ada, id, profile), await openPage(hub, ada, id, profile)] as const;
    for (const tab of tabs) tab.signals.say({ online: false });
    tabs[0].client.send(id, 'from the first', null);
    await settle();
    tabs[1].client.send(id, 'from the second', null);
    await settle();
    for (const tab of tabs)
      expect(tab.shown(id)).toEqual(['from the first · sending', 'from the second · sending']);
    for (const tab of tabs) tab.signals.say({ online: true });
    await settle();
    await settle();
    for (const tab of tabs) {
      expect(tab.shown(id)).toEqual(['from the first · sent', 'from the second · sent']);
      expect(tab.state().outbox).toEqual([]);
    }
    expect(tabs[0].asked('message.send').length + tabs[1].asked('message.send').length).toBe(2);
  });

  test('a tab hears from the one that sends', async () => {
    for (const late of ['event', 'answer']) {
      const { hub, id } = createChat();
      const profile = createTestProfile();
      const hearing = await openPage(hub, ada, id, profile);
      const sender = await openPage(hub, ada, id, profile);
      sender.wire.fate = ({ kind, name }) =>
        kind === late && (name === 'changes' || name === 'message.send') ? 'late' : 'pass';
      sender.signals.say({ online: false });
      hearing.signals.say({ online: false });
      sender.client.send(id, 'hello', null);
      await settle();
      expect(hearing.shown(id)).toEqual(['hello · sending']);
      sender.signals.say({ online: true });
      await settle();
      expect(hearing.shown(id)).toEqual(['hello · sent']);
    }
  });

  test('a tab that hears of nothing sends nothing twice', async () => {
    const { hub, id } = createChat();
    const profile = { ...createTestProfile(), channel: () => null };
    const first = await openPage(hub, ada, id, profile);
    first.signals.say({ online: false });
    first.client.send(id, 'hello', null);
    await settle();
    const second = await openPage(hub, ada, undefined, profile);
    first.wire.fate = ({ kind }) => (kind === 'event' ? 'late' : 'pass');
    first.signals.say({ online: true });
    await settle();
    first.wire.release();
    await settle();
    expect(first.shown(id)).toEqual(['hello · sent']);
    expect([...first.asked('message.send'), ...second.asked('message.send')]).toHaveLength(1);
  });

  test('a refused message fails with its reason, does not hold up the next, and can be tried again', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.answer = (command, input) =>
      command === 'message.send' && (input as { content: string }).content === 'bad'
        ? { ok: false, error: localError('forbidden').view }
        : undefined;
    page.client.send(id, 'bad', null);
    page.client.send(id, 'good', null);
    await settle();
    expect(page.shown(id)).toEqual(['good · sent', 'bad · failed']);
    const failed = page.itemsOf(id)[1];
    expect(failed?.error?.code).toBe('forbidden');
    page.wire.answer = () => undefined;
    page.client.retry(failed?.clientId ?? '');
    await settle();
    expect(page.shown(id)).toEqual(['good · sent', 'bad · sent']);
    expect(page.itemsOf(id)[1]?.key).toBe(failed?.key);
  });

  test('a failed message can be discarded, a waiting one can not', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.answer = () => ({ ok: false, error: localError('forbidden').view });
    page.client.send(id, 'bad', null);
    page.client.discard(page.itemsOf(id)[0]?.clientId ?? '');
    expect(page.shown(id)).toEqual(['bad · sending']);
    await settle();
    page.client.discard(page.itemsOf(id)[0]?.clientId ?? '');
    expect(page.shown(id)).toEqual([]);
  });

  test('a limit is waited for as long as the server says, and the order stays', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.answer = (command) =>
      command === 'message.send'
        ? { ok: false, error: localError('rate_limited', undefined, { retryAfter: 7 }).view }
        : undefined;
    page.client.send(id, 'one', null);
    page.client.send(id, 'two', null);
    await settle();
    page.wire.answer = () => undefined;
    await page.clock.advance(6_900);
    expect(page.asked('message.send')).toHaveLength(1);
    expect(page.shown(id)).toEqual(['one · sending', 'two · sending']);
    await page.clock.advance(200);
    expect(page.shown(id)).toEqual(['one · sent', 'two · sent']);
  });

  test('a message over which the server stumbles again and again fails, and the next goes', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    page.wire.answer = (command, input) =>
      command === 'message.send' && (input as { content: string }).content === 'poison'
        ? { ok: false, error: localError('internal').view }
        : undefined;
    page.client.send(id, 'poison', null);
    page.client.send(id, 'next', null);
    await page.clock.advance(120_000);
    expect(page.shown(id)).toEqual(['next · sent', 'poison · failed']);
  });

  test('text that cannot be sent is refused in the composer', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    expect(page.client.send(id, '  \n', null)).toMatch(/empty/);
    expect(page.client.send(id, 'x'.repeat(16_001), null)).toMatch(/16000/);
    // 16,000 characters, but 96 KB on the wire.
    expect(page.client.send(id, '\u0001'.repeat(16_000), null)).toMatch(/large/);
    expect(page.shown(id)).toEqual([]);
  });

  test('from an old stretch it leads to the newest message', async () => {
    const { hub, id, say } = createChat();
    for (let n = 1; n <= 200; n += 1) say(grace, `${n}`);
    const page = await openPage(hub, ada, id);
    expect(await page.client.loader.jumpTo(id, 10)).toBe(true);
    expect(page.shown(id)).not.toContain('200');
    page.client.send(id, 'hello', null);
    await settle();
    expect(page.shown(id).slice(-2)).toEqual(['200', 'hello · sent']);
  });

  test('signing out drops what waits and what stands in the composers, in all tabs', async () => {
    const { hub, id } = createChat();
    const profile = createTestProfile();
    const tabs = [await openPage(hub, ada, id, profile), await openPage(hub, ada, id, profile)] as const;
    for (const tab of tabs) tab.signals.say({ online: false });
    tabs[0].client.send(id, 'unsent', null);
    tabs[0].client.drafts.set(id, 'a thought');
    await settle();
    await tabs[0].client.clearLocalData();
    await settle();
    for (const tab of tabs) expect(tab.shown(id)).toEqual([]);
    expect(await profile.storage.all()).toEqual([]);
    expect(profile.drafts.size).toBe(0);
  });
});

describe('acting on messages', () => {
  test('an edit, a deletion and a reaction show at once and stay', async () => {
    const { hub, id, say } = createChat();
    const one = say(ada, 'one');
    const two = say(ada, 'two');
    const page = await openPage(hub, ada, id);
    const done = [
      page.client.actions.edit(one.id, 'one, better'),
      page.client.actions.react(one.id, '👍', true),
      page.client.actions.remove(two.id),
    ];
    const [first, second] = page.itemsOf(id);
    expect(first).toMatchObject({ content: 'one, better', reactions: { '👍': [ada] } });
    expect(second?.deletedAt).not.toBeNull();
    await Promise.all(done);
    await settle();
    expect(page.state().patches.size).toBe(0);
    expect(page.itemsOf(id)[0]).toMatchObject({ content: 'one, better', reactions: { '👍': [ada] } });
    expect(page.itemsOf(id)[1]).toMatchObject({ content: '' });
  });

  test('an acknowledged change does not flicker while its push is late', async () => {
    const { hub, id, say } = createChat();
    const one = say(ada, 'one');
    const page = await openPage(hub, ada, id);
    page.wire.fate = ({ kind }) => (kind === 'event' ? 'late' : 'pass');
    await page.client.actions.edit(one.id, 'better');
    expect(page.itemsOf(id)[0]?.content).toBe('better');
    page.wire.release();
    expect(page.itemsOf(id)[0]?.content).toBe('better');
    expect(page.state().patches.size).toBe(0);
  });

  test('what is refused is taken back', async () => {
    const { hub, id, say } = createChat();
    const one = say(grace, 'hers');
    const page = await openPage(hub, ada, id);
    page.wire.answer = () => ({ ok: false, error: localError('forbidden').view });
    const editing = page.client.actions.edit(one.id, 'mine');
    expect(page.shown(id)).toEqual(['mine']);
    await expect(editing).rejects.toMatchObject({ view: { code: 'forbidden' } });
    expect(page.shown(id)).toEqual(['hers']);
  });

  test('offline it fails at once and says so', async () => {
    const { hub, id, say } = createChat();
    const one = say(ada, 'one');
    const page = await openPage(hub, ada, id);
    page.signals.say({ online: false });
    await expect(page.client.actions.remove(one.id)).rejects.toMatchObject({ message: 'You are offline' });
    expect(page.shown(id)).toEqual(['one · sent']);
  });
});

describe('reading', () => {
  test('one who is at the end and looks marks everything as read, after a moment and only once', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    say(grace, 'one');
    say(grace, 'two');
    await settle();
    page.client.reading.atEnd(id, 1);
    page.client.reading.atEnd(id, 2);
    expect(page.state().summaries.get(id)?.readSeq).toBe(2);
    await page.clock.advance(1_000);
    expect(page.asked('conversation.read').map(({ input }) => input)).toEqual([
      { conversationId: id, seq: 2 },
    ]);
    page.client.reading.atEnd(id, 1);
    await page.clock.advance(1_000);
    expect(page.asked('conversation.read')).toHaveLength(1);
  });

  test('nothing is read in a tab that nobody looks at', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    page.signals.say({ attentive: false });
    say(grace, 'one');
    await settle();
    page.client.reading.atEnd(id, 1);
    await page.clock.advance(1_000);
    expect(page.state().summaries.get(id)?.readSeq).toBe(0);
    page.signals.say({ attentive: true });
    await page.clock.advance(1_000);
    expect(hub.open(ada, id).summary.readSeq).toBe(1);
  });

  test('a mark that was lost is told again', async () => {
    const { hub, id, say } = createChat();
    say(grace, 'one');
    const page = await openPage(hub, ada, id);
    page.client.reading.atEnd(id, 1);
    page.wire.fate = () => 'drop';
    await page.clock.advance(1_000);
    page.wire.fate = () => 'pass';
    page.wire.cut();
    await page.clock.advance(60_000);
    expect(hub.open(ada, id).summary.readSeq).toBe(1);
  });

  test('the other one sees it', async () => {
    const { hub, id, say } = createChat();
    say(ada, 'hello');
    const page = await openPage(hub, ada, id);
    expect(page.shown(id)).toEqual(['hello · sent']);
    hub.read(grace, id, 1);
    await settle();
    expect(page.shown(id)).toEqual(['hello · read']);
  });
});

describe('typing', () => {
  test('is shown until it expires, stops, or the message comes', async () => {
    const { hub, id, say } = createChat();
    const page = await openPage(hub, ada, id);
    const types = (typing: boolean) => {
      page.wire.pushAll('typing', { conversationId: id, userId: grace, typing });
      return settle();
    };
    const who = () => page.state().typing.get(id) ?? [];
    await types(true);
    expect(who()).toEqual([grace]);
    await page.clock.advance(5_000);
    await types(true);
    await page.clock.advance(5_000);
    expect(who()).toEqual([grace]);
    await page.clock.advance(1_001);
    expect(who()).toEqual([]);
    await types(true);
    await types(false);
    expect(who()).toEqual([]);
    await types(true);
    say(grace, 'done');
    await settle();
    expect(who()).toEqual([]);
  });

  test('is told at most every three seconds, and taken back', async () => {
    const { hub, id } = createChat();
    const page = await openPage(hub, ada, id);
    const { typing } = page.client;
    for (let n = 0; n < 5; n += 1) typing.notify(id);
    await page.clock.advance(3_000);
    typing.notify(id);
    typing.stop(id);
    typing.stop(id);
    await settle();
    expect(
      page.asked('conversation.typing').map(({ input }) => (input as { typing: boolean }).typing),
    ).toEqual([true, true, false]);
  });
});

describe('people', () => {
  test('names and presences are asked for together, and a push is newer than an answer', async () => {
    const { hub } = createChat();
    const page = await openPage(hub, ada);
    const { lookups } = page.client;
    lookups.watchPerson(4);
    lookups.watchPerson(5);
    lookups.watchPresence(grace);
    page.wire.fate = ({ kind }) => (kind === 'answer' ? 'late' : 'pass');
    await page.clock.advance(100);
    expect(page.asked('people.get').map(({ input }) => input)).toEqual([{ userIds: [4, 5] }]);
    page.wire.pushAll('presence', { userId: grace, online: false, lastSeenAt: null });
    await settle();
    page.wire.release();
    await settle();
    expect(page.state().people.get(4)?.name).toBe('Barbara');
    expect(page.state().presences.get(grace)?.online).toBe(false);
  });
});

describe('windows', () => {
  test('are kept for the five last looked at', async () => {
    const hub = createTestHub();
    const ids = Array.from({ length: 8 }, (_, n) => hub.create([ada, n + 2]));
    const page = await openPage(hub, ada);
    for (const id of ids) {
      const stop = page.client.loader.watch(id);
      await settle();
      stop();
    }
    expect([...page.state().timelines.keys()]).toEqual(ids.slice(-5));
  });

  test('that could not be loaded are loaded when there is a connection', async () => {
    const { hub, id, say } = createChat();
    say(grace, 'one');
    const page = await openPage(hub, ada);
    page.signals.say({ online: false });
    page.client.loader.watch(id);
    await settle();
    expect(page.state().loading.get(id)?.error).not.toBeNull();
    page.signals.say({ online: true });
    await settle();
    expect(page.shown(id)).toEqual(['one']);
  });
});

/** Ends equal to a page that is opened now. */
async function expectEqualToFresh(hub: TestHub, page: Awaited<ReturnType<typeof openPage>>, id: number) {
  const fresh = await openPage(hub, ada, id);
  await settle();
  expect(page.itemsOf(id)).toEqual(fresh.itemsOf(id));
  expect([...page.state().summaries].toSorted()).toEqual([...fresh.state().summaries].toSorted());
  fresh.stop();
}

test('whatever the wire does, in the end every page equals a fresh one, and each message is there once', async () => {
  const fates: fc.Arbitrary<Fate> = fc.constantFrom('pass', 'pass', 'pass', 'drop', 'twice', 'late');
  const steps = fc.array(
    fc.record({
      act: fc.constantFrom(
        'mine',
        'mine',
        'hers',
        'edit',
        'delete',
        'cut',
        'release',
        'wait',
        'offline',
        'beat',
      ),
      pick: fc.nat(100),
    }),
    { minLength: 1, maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fates, { minLength: 1, maxLength: 20 }), steps, async (fate, acts) => {
      const { hub, id, say } = createChat();
      const page = await openPage(hub, ada, id);
      let frames = 0;
      page.wire.fate = () => fate[(frames += 1) % fate.length] ?? 'pass';
      const mine: string[] = [];
      for (const { act, pick } of acts) {
        const { messages } = hub.history(ada, { conversationId: id });
        const message = messages[pick % Math.max(1, messages.length)];
        if (act === 'mine') {
          mine.push(`mine ${mine.length}`);
          page.client.send(id, mine.at(-1) ?? '', null);
        } else if (act === 'hers') say(grace, 'hers');
        else if (act === 'edit' && message?.senderId === grace && !message.deletedAt)
          hub.edit(message.id, 'edited');
        else if (act === 'delete' && message?.senderId === grace && !message.deletedAt)
          hub.remove(message.id);
        else if (act === 'cut') page.wire.cut();
        else if (act === 'release') page.wire.release();
        else if (act === 'wait') await page.clock.advance(pick * 100);
        else if (act === 'offline') page.signals.say({ online: pick % 2 === 0 });
        else if (act === 'beat') page.wire.beat();
        await settle();
      }
      page.wire.fate = () => 'pass';
      page.wire.release();
      page.signals.say({ online: true });
      // Mended by a new connection, or by the heartbeat alone.
      if (acts.length % 2 === 0) page.wire.cut();
      await page.clock.advance(60_000);
      page.wire.beat();
      await page.clock.advance(240_000);
      expect(page.state().outbox).toEqual([]);
      const { messages } = hub.history(ada, { conversationId: id, limit: 100 });
      expect(messages.filter(({ senderId }) => senderId === ada).map(({ content }) => content)).toEqual(mine);
      await expectEqualToFresh(hub, page, id);
      page.stop();
    }),
    { numRuns: 100 },
  );
});
