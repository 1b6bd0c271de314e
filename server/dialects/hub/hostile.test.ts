import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { errorTable, type ErrorCode } from '#server/protocol/errors.ts';
import { type HubAck, type HubCommand, hubCommands } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, group, present, send } from '#server/testing/conversations.ts';
import { readProtocolPage } from '#server/testing/protocol-page.ts';

const application = sharedApplication();
const { commands: promised } = readProtocolPage();

/** Everything that a valid input can be made of. */
async function createScene() {
  const { ada, grace, users, conversationId } = await directPair(application);
  const grouped = await group({ user: users.ada, client: ada }, { user: users.grace, client: grace });
  const [mine, theirs] = [await send(ada, conversationId, 'mine'), await send(grace, grouped, 'theirs')];
  const stranger = await present(application, 'stranger');
  const elsewhere = await group(stranger);
  const foreign = await send(stranger.client, elsewhere, 'foreign');
  return {
    ada,
    conversations: [conversationId, grouped, elsewhere],
    messages: [mine.id, theirs.id, foreign.id],
    users: [users.ada.id, users.grace.id, stranger.user.id],
  };
}
type Scene = Awaited<ReturnType<typeof createScene>>;

const hostileText = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff',
  '\u202eabc',
  '\u2028',
  '\ufeff',
  '\u200b',
  "'; drop table messages; --",
  '" or ""="',
  '$1',
  '%s%n',
  '\\',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '1e999',
  '9223372036854775808',
  '2026-01-01T00:00:00.000Z_1',
  '0001-01-01T00:00:00.000Z_1',
  '9999-12-31T23:59:59.999Z_999999999999999',
  'x'.repeat(limits.text),
  'x'.repeat(limits.text + 1),
  '👍'.repeat(100),
  '👩‍👩‍👧‍👦',
  'zalgo\u0300\u0301\u0302'.repeat(20),
);
const hostileNumber = fc.constantFrom(
  0,
  -0,
  -1,
  1,
  0.5,
  2 ** 31,
  2 ** 31 - 1,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
);
const text = fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 40 }));
const number = fc.oneof(hostileNumber, fc.integer());
/** What JSON can carry, and bytes, which Socket.IO can, too. */
const anything = fc.oneof(
  text,
  number,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, true, false, [], {}, [[]], undefined),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 5 }),
);

/** Inputs that are right for a command, or nearly: ids that are there, foreign or out of range. */
function validInput(command: HubCommand, scene: Scene): fc.Arbitrary<Record<string, unknown>> {
  const conversationId = fc.constantFrom(...scene.conversations);
  const userIds = fc.array(fc.constantFrom(...scene.users), { minLength: 1, maxLength: 3 });
  const fields: Record<string, fc.Arbitrary<unknown>> = {
    conversationId,
    messageId: fc.constantFrom(...scene.messages),
    replyToId: fc.constantFrom(...scene.messages, null),
    replacesId: fc.constantFrom(...scene.messages, null),
    promptId: fc.constantFrom(...scene.messages),
    runId: fc.constantFrom(1, 2),
    model: fc.constantFrom('a model', null),
    rating: fc.constantFrom('up', 'down', null, 1, 5),
    reason: fc.constantFrom('It is wrong', null),
    userId: fc.constantFrom(...scene.users),
    userIds,
    content: fc.constantFrom('hello', '👍', ' a\n'),
    clientId: fc.constantFrom('one', 'two', randomUUID()),
    title: fc.constantFrom('A title', 'Another'),
    subject: fc.constantFrom('A subject', 'Another'),
    label: fc.constantFrom('Billing', 'a b', null),
    view: fc.constantFrom('waiting', 'all'),
    comment: fc.constantFrom('Quick', '', null),
    adminId: fc.constantFrom(...scene.users),
    kinds: fc.constantFrom(['support'], ['direct', 'group'], null),
    emoji: fc.constantFrom('👍', '❤️'),
    on: fc.boolean(),
    typing: fc.boolean(),
    seq: fc.nat(10),
    since: fc.nat(10),
    before: fc.integer({ min: 1, max: 10 }),
    after: fc.nat(10),
    around: fc.integer({ min: 1, max: 10 }),
    limit: fc.integer({ min: 1, max: 100 }),
    cursor: fc.constant(null),
    query: fc.constantFrom('a', 'ada', ''),
  };
  const names = Object.keys(hubCommands[command].input.shape);
  const record = (omitted: readonly string[]) => {
    const given = names.filter((name) => !omitted.includes(name));
    return fc.record(
      Object.fromEntries(given.map((name) => [name, fields[name] ?? fc.constant(undefined)])),
      {
        requiredKeys: given.filter(
          (name) => !['limit', 'cursor', 'replyToId', 'replacesId', 'model', 'reason'].includes(name),
        ),
      },
    );
  };
  // Of these a command takes one at most.
  const sides = ['before', 'after', 'around'];
  return fc.oneof(record(sides), ...sides.map((side) => record(sides.filter((other) => other !== side))));
}

/** A valid input with one or two things wrong, or nothing. */
function nearlyValid(command: HubCommand, scene: Scene): fc.Arbitrary<unknown> {
  const names = Object.keys(hubCommands[command].input.shape);
  // A command that takes nothing gets something.
  const name = fc.constantFrom(...(names.length > 0 ? names : ['conversationId']));
  const mutation = fc.oneof(
    fc.record({ do: fc.constant('replace' as const), name, value: anything }),
    fc.record({ do: fc.constant('drop' as const), name }),
    fc.record({ do: fc.constant('stringify' as const), name }),
    fc.record({ do: fc.constant('wrap' as const), name }),
    fc.record({ do: fc.constant('add' as const), key: text, value: anything }),
  );
  return fc
    .tuple(validInput(command, scene), fc.array(mutation, { maxLength: 2 }))
    .map(([input, mutations]) => {
      const mutated: Record<string, unknown> = { ...input };
      for (const change of mutations) {
        if (change.do === 'replace') mutated[change.name] = change.value;
        else if (change.do === 'drop') delete mutated[change.name];
        else if (change.do === 'stringify') mutated[change.name] = JSON.stringify(mutated[change.name]);
        else if (change.do === 'wrap') mutated[change.name] = [mutated[change.name]];
        else
          Object.defineProperty(mutated, change.key, {
            value: change.value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
      }
      return mutated;
    });
}

/** Commands that write; all others must leave every row as it is. */
const writes = (command: HubCommand) =>
  command.startsWith('message.') ||
  command === 'support.open' ||
  ['direct', 'group', 'assistant', 'rename', 'add', 'remove', 'leave', 'read'].includes(
    command.split('.')[1] ?? '',
  );

function judge(command: HubCommand, answer: HubAck<unknown>) {
  if (answer.ok) {
    const { data } = answer;
    // Nothing missing, nothing of the wrong shape, nothing that the page does not have.
    expect(hubCommands[command].output.parse(data)).toEqual(data);
    expect(Object.keys(answer).toSorted()).toEqual(['data', 'ok']);
    return;
  }
  const { code, message, retryable, details = {}, ...rest } = answer.error;
  expect([...(promised.get(command) ?? [])]).toContain(code);
  expect(retryable).toBe(errorTable[code].retryable);
  expect(message).toMatch(/\S/);
  expect(message).not.toMatch(/select|insert|syntax|pg_|column|undefined|\bat /i);
  expect(rest).toEqual({});
  expect(Object.keys(details).filter((key) => key !== 'fields' && key !== 'retryAfter')).toEqual([]);
}

describe.each(Object.keys(hubCommands) as HubCommand[])('%s', (command) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await createScene();
  });

  async function survives(input: unknown) {
    const before = await application.rowCounts();
    const answer = await scene.ada.emit(command, input);
    judge(command, answer);
    const after = await application.rowCounts();
    expect(after).toEqual(answer.ok && writes(command) ? after : before);
    // One command sends one message, or makes one conversation, at most.
    expect((after.conversations ?? 0) - (before.conversations ?? 0)).toBeLessThanOrEqual(1);
    expect(after.users).toBe(before.users);
  }

  it('answers whatever comes with a documented error, and stores nothing', () =>
    fc.assert(fc.asyncProperty(anything, survives), { numRuns: 40 }));

  it('answers what is nearly right with a documented error or a valid answer', () =>
    fc.assert(fc.asyncProperty(nearlyValid(command, scene), survives), { numRuns: 80 }));

  it('is no fault of ours in any case', () => expect(application.faults).toEqual([]));
});

describe('names of commands', () => {
  it('that are none are answered so, whatever they are', async () => {
    const { client } = await present(application, 'ada');
    const reserved = [
      'connect',
      'connect_error',
      'disconnect',
      'disconnecting',
      'newListener',
      'removeListener',
    ];
    const name = fc
      .oneof(
        text,
        fc.constantFrom(
          'message.sen',
          'MESSAGE.SEND',
          'message',
          'ready',
          'changes',
          'error',
          'hasOwnProperty',
          '__proto__',
        ),
      )
      .filter((one) => !reserved.includes(one) && !Object.hasOwn(hubCommands, one));
    await fc.assert(
      fc.asyncProperty(name, anything, async (command, input) => {
        const answer = await client.emit(command, input);
        expect(answer).toMatchObject({ ok: false, error: { code: 'unknown_command' satisfies ErrorCode } });
      }),
      { numRuns: 100 },
    );
  });

  it('come with any number of arguments, or nobody who listens to the answer', async () => {
    const { client } = await present(application, 'ada');
    expect(await client.emit('people.get')).toMatchObject({ error: { code: 'validation_failed' } });
    expect(await client.emit('people.get', { userIds: [1] }, 'more', 5)).toMatchObject({ ok: true });
    for (const args of [[], [null], [{ conversationId: 1 }], [{}, {}, {}]])
      client.socket.emit('conversation.open', ...args);
    await client.settled();
    expect(application.faults).toEqual([]);
  });
});

describe('frames that are no packets', () => {
  /** Opens a socket as a client in another language would, and sends the frames once it is taken in. */
  async function sendRaw(token: string, frames: readonly string[]) {
    const url = `${application.address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url);
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    onTestFinished(() => socket.terminate());
    socket.on('error', () => undefined);
    const ready = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const frame = String(data);
        if (frame.startsWith('0{')) socket.send(`40/hub,${JSON.stringify({ token })}`);
        if (frame.includes('"ready"')) resolve();
      });
    });
    await ready;
    for (const frame of frames) socket.send(frame);
    socket.close();
    await ended;
  }

  it('harm nobody but the socket that sent them', async () => {
    const { client, user } = await present(application, 'ada');
    const before = await application.rowCounts();
    const payload = fc.oneof(
      fc.json({ maxDepth: 2 }),
      text,
      fc.constantFrom(
        '["message.send"]',
        '[]',
        '[null]',
        '[5]',
        '{"a":1}',
        '["disconnect"]',
        '["error","x"]',
      ),
    );
    const frame = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            '42/hub,',
            '42/hub,1',
            '42',
            '4',
            '41/hub,',
            '43/hub,1',
            '44/hub,',
            '451-/hub,',
            '459999999-/hub,',
            '40/hub,',
            '40/nowhere,',
          ),
          payload,
        )
        .map((parts) => parts.join('')),
      fc.constantFrom(
        '',
        '1',
        '2',
        '3',
        '5',
        '6',
        '9',
        '42/hub,["message.send",{"_placeholder":true,"num":0}]',
      ),
      text,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 4 }), async (frames) => {
        await sendRaw(user.token, frames);
        await client.settled();
      }),
      { numRuns: 60 },
    );
    expect(client.all('ended')).toEqual([]);
    expect(application.faults).toEqual([]);
    expect(await application.rowCounts()).toEqual(before);
  });
});
