import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '#server/core/core.ts';
import type { Account, Role } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';

/** A user of the suite and the token of one of their sessions. */
export interface Caller {
  id: number;
  account: Account;
  sessionId: string;
  token: string;
}

/** A running server. Settings are by their names in the environment. */
export interface World {
  address: string;
  core: Core;
  faults: unknown[];
  user(name?: string, role?: Role): Promise<Caller>;
  session(user: Caller, lifetime?: number): Promise<Caller>;
  rowCounts(): Promise<Record<string, number>>;
  drain(): Promise<void>;
  stop(): Promise<void>;
}
export type StartWorld = (settings?: Record<string, string>) => Promise<World>;

/** How a conversation is named, in every form. */
export interface Named {
  id: number;
  uuid: string;
}

/** The last that a socket was told, if anything, and how it was closed (a close code, or Socket.IO's reason). */
export interface Goodbye {
  said?: unknown;
  closed: number | string;
}

/** A socket of the dialect, as the suite uses it. */
export interface Voice {
  /** Sends a text; resolves with `stored` or the error's text. Missing where the dialect only receives. */
  send?(conversation: Named, text: string, clientId?: string): Promise<string>;
  /** Texts of all messages pushed so far, in that order. */
  texts(): string[];
  /** Resolves when a message with that text was pushed. */
  heard(text: string): Promise<unknown>;
  /** Sends something as it is, and resolves with what is answered. */
  answer(frame: unknown): Promise<unknown>;
  /** Sends something as it is. */
  blurt(frame: unknown): void;
  ended(): Promise<Goodbye>;
  close(): void;
}

/** How clients of a dialect come, and how they are sent away. */
export interface Speaker {
  name: string;
  /** A socket that is taken in and hears these conversations. */
  connect(world: Pick<World, 'address'>, token: string, conversations: readonly Named[]): Promise<Voice>;
  /** A socket that is not let in. */
  refused(world: Pick<World, 'address'>, token: string): Promise<Goodbye>;
  goodbyes: Record<'invalid' | 'tooMany' | 'revoked' | 'expired' | 'shutdown', Goodbye>;
  /** How a frame over the limit is closed. */
  oversize: number | string;
  /** What a send to a conversation that one is not in is answered. */
  noAccess: string;
}

/** What the suite has to know of a dialect. */
export interface Driver extends Speaker {
  /** Frames with a mistake in them, and what is answered. */
  mistakes: readonly (readonly [frame: unknown, answer: unknown])[];
  /**
   * It hears of nothing but the assistant's answers: the suite's conversations are of one person with an assistant that
   * repeats what it is told, so that there, too, what is said is heard. They begin with these words, which are their own
   * client id: a socket that repeats them has asked there.
   */
  onlyAnswers?: string;
}

const sessionOf = ({ sessionId, account }: Caller) => ({ id: sessionId, account, expiresAt: Infinity });

/** Registers the suite that every dialect runs (docs/protocols, "Every dialect" and "Who may connect"). */
export function conform(driver: Driver, start: StartWorld): void {
  let world: World;
  let voices: Voice[] = [];

  async function connect(user: Caller, ...conversations: Named[]): Promise<Voice> {
    const voice = await driver.connect(world, user.token, conversations);
    voices.push(voice);
    return voice;
  }
  async function groupOf(owner: Caller, ...others: Caller[]): Promise<Named> {
    const { conversationId } = await world.core.conversations.createGroup(sessionOf(owner), {
      title: 'Conformance',
      userIds: others.map(({ id }) => id),
      clientId: randomUUID(),
    });
    const { summary } = await world.core.reading.open(sessionOf(owner), { conversationId });
    return { id: conversationId, uuid: summary.uuid };
  }
  async function assistantOf(owner: Caller, hello: string): Promise<Named> {
    const { conversationId } = await world.core.conversations.createAssistant(sessionOf(owner), {
      clientId: randomUUID(),
    });
    await world.core.messages.send(sessionOf(owner), { conversationId, content: hello, clientId: hello });
    const { summary } = await world.core.reading.open(sessionOf(owner), { conversationId });
    return { id: conversationId, uuid: summary.uuid };
  }
  const say = (user: Caller, { id }: Named, content: string) =>
    world.core.messages.send(sessionOf(user), { conversationId: id, content });
  const users = (...names: string[]) => Promise.all(names.map((name) => world.user(name)));
  async function pair() {
    if (driver.onlyAnswers) {
      const ada = await world.user('ada');
      return { ada, grace: await world.session(ada), chat: await assistantOf(ada, driver.onlyAnswers) };
    }
    const [ada, grace] = (await users('ada', 'grace')) as [Caller, Caller];
    return { ada, grace, chat: await groupOf(ada, grace) };
  }

  /** Gives the tests beside it a server of their own. */
  function serve(settings: Record<string, string> = {}) {
    beforeAll(async () => {
      world = await start(settings);
    });
    afterAll(async () => {
      for (const voice of voices) voice.close();
      voices = [];
      await world.stop();
    });
  }

  describe(`${driver.name} conforms`, () => {
    describe('without limits', () => {
      serve();
      it('authenticates, and pushes each message once, in order', async () => {
        const { ada, grace, chat } = await pair();
        const voice = await connect(grace, chat);
        for (const text of ['one', 'two', 'three']) await say(ada, chat, text);
        await voice.heard('three');
        expect(voice.texts().filter((text) => /^(one|two|three)$/.test(text))).toEqual([
          'one',
          'two',
          'three',
        ]);
      });

      it('acknowledges a send that is stored, and pushes it to the sender too', async ({ skip }) => {
        const { ada, grace, chat } = await pair();
        const [mine, hers] = [await connect(ada, chat), await connect(grace, chat)];
        skip(!mine.send, 'receives only');
        expect(await mine.send?.(chat, ' Hello \n')).toBe('stored');
        await Promise.all([mine.heard(' Hello \n'), hers.heard(' Hello \n')]);
      });

      it('refuses a token that is none, and one whose session has ended', async () => {
        const [ada] = (await users('ada')) as [Caller];
        await world.core.identity.signOut(sessionOf(ada));
        for (const token of ['nonsense', ada.token])
          expect(await driver.refused(world, token)).toEqual(driver.goodbyes.invalid);
      });

      it('stores a repeated clientId once and answers it with the first result', async ({ skip }) => {
        const { ada, grace, chat } = await pair();
        const [mine, hers] = [await connect(ada, chat), await connect(grace, chat)];
        const { send } = mine;
        if (!send) return skip('receives only');
        const answers = await Promise.all(['a', 'b', 'c'].map((text) => send(chat, text, 'same')));
        expect(answers).toEqual(['stored', 'stored', 'stored']);
        await say(ada, chat, 'last');
        await hers.heard('last');
        expect(hers.texts().filter((text) => /^[abc]$/.test(text))).toHaveLength(1);
      });

      it('ends the sockets of a session that was signed out, and no others', async () => {
        const { ada, grace, chat } = await pair();
        const other = await world.session(grace);
        const [ended, alive] = [await connect(grace, chat), await connect(other, chat)];
        await world.core.identity.signOut(sessionOf(grace));
        expect(await ended.ended()).toEqual(driver.goodbyes.revoked);
        await say(ada, chat, 'after the end');
        await alive.heard('after the end');
        expect(ended.texts()).not.toContain('after the end');
      });

      it('ends every socket of revoked tokens, and of a disabled user', async () => {
        const { ada, grace, chat } = await pair();
        const voice = [await connect(ada, chat), await connect(grace, chat)];
        await world.core.identity.revokeTokens(sessionOf(ada));
        expect(await voice[0]?.ended()).toEqual(driver.goodbyes.revoked);
        const admin = await world.user('admin', 'ADMIN');
        await world.core.identity.setDisabled(sessionOf(admin), grace.id, true);
        expect(await voice[1]?.ended()).toEqual(driver.goodbyes.revoked);
        for (const { token } of [ada, grace])
          expect(await driver.refused(world, token)).toEqual(driver.goodbyes.invalid);
      });

      it('ends a socket whose session expires', async () => {
        const { grace, chat } = await pair();
        const voice = await connect(await world.session(grace, 2), chat);
        expect(await voice.ended()).toEqual(driver.goodbyes.expired);
      });

      it('says nothing more to who was removed from the conversation', async ({ skip }) => {
        skip(driver.onlyAnswers !== undefined, 'nobody is removed from a conversation with the assistant');
        const [ada, grace, alan] = (await users('ada', 'grace', 'alan')) as [Caller, Caller, Caller];
        const [chat, other] = [await groupOf(ada, grace, alan), await groupOf(ada, grace)];
        const [removed, stays] = [await connect(grace, chat, other), await connect(alan, chat)];
        await world.core.conversations.removeMember(sessionOf(ada), {
          conversationId: chat.id,
          userId: grace.id,
        });
        await say(ada, chat, 'a secret');
        await stays.heard('a secret');
        await say(ada, other, 'a marker');
        await removed.heard('a marker');
        expect(removed.texts()).not.toContain('a secret');
        const answer = await removed.send?.(chat, 'still me');
        expect(answer ?? driver.noAccess).toBe(driver.noAccess);
      });

      it('answers each mistake in its own words, stores nothing and lives', async () => {
        const { ada, grace, chat } = await pair();
        const voice = await connect(grace, chat);
        const before = await world.rowCounts();
        for (const [frame, answer] of driver.mistakes) expect(await voice.answer(frame)).toEqual(answer);
        expect(await world.rowCounts()).toEqual(before);
        await say(ada, chat, 'still there?');
        await voice.heard('still there?');
        expect(world.faults).toEqual([]);
      });

      it('closes on a frame over the limit, and disturbs nobody', async () => {
        const { ada, grace, chat } = await pair();
        const [loud, quiet] = [await connect(grace, chat), await connect(ada, chat)];
        loud.blurt('x'.repeat(limits.frameBytes + 1));
        expect((await loud.ended()).closed).toBe(driver.oversize);
        await say(ada, chat, 'all is well');
        await quiet.heard('all is well');
        expect(world.faults).toEqual([]);
      });
    });

    describe('with limits', () => {
      serve({ SEND_LIMIT: driver.onlyAnswers ? '4/1h' : '3/1h', CONNECTION_LIMIT: '2' });
      it('refuses sends over the limit in the dialect’s own error and stores nothing', async ({ skip }) => {
        const { ada, grace, chat } = await pair();
        const voice = await connect(ada, chat);
        if (!voice.send) return skip('receives only');
        for (const text of ['1', '2', '3']) expect(await voice.send(chat, text, text)).toBe('stored');
        await voice.heard('3');
        const before = await world.rowCounts();
        expect(await voice.send(chat, '4')).toMatch(/^Too many messages, try again in \d+ s$/);
        expect(await world.rowCounts()).toEqual(before);
        // A repeat is no new message, and nobody pays for another.
        expect(await voice.send(chat, '1', '1')).toBe('stored');
        if (driver.onlyAnswers) return;
        expect(await (await connect(grace, chat)).send?.(chat, 'mine')).toBe('stored');
      });

      it('refuses more sockets than a user may have', async () => {
        const { ada, grace, chat } = await pair();
        const open = [await connect(grace, chat), await connect(grace, chat)];
        expect(await driver.refused(world, grace.token)).toEqual(driver.goodbyes.tooMany);
        await say(ada, chat, 'to both');
        for (const voice of open) await voice.heard('to both');
      });
    });

    describe('when the server shuts down', () => {
      serve();
      it('says to everyone that the server goes away', async () => {
        const { ada, grace, chat } = await pair();
        const open = [await connect(ada, chat), await connect(grace, chat)];
        const [, ...ends] = await Promise.all([world.drain(), ...open.map((voice) => voice.ended())]);
        expect(ends).toEqual(open.map(() => driver.goodbyes.shutdown));
      });
    });
  });
}
