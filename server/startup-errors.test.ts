import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { StartFailed } from '#db/embedded/errors.ts';
import { DatabaseTooNew } from '#db/migrate.ts';
import { createTestDatabase } from '#db/test-database.ts';
import { ConfigError } from './config.ts';
import { explainStartup } from './startup-errors.ts';

const WHERE = { HOST: '127.0.0.1', PORT: 3000 };
const explain = (error: unknown) => explainStartup(error, WHERE);

/** What is thrown when such a server is asked something. */
async function failureOf(url: string): Promise<unknown> {
  const database = openDatabase(url, () => undefined);
  try {
    await database.pool.query('select 1');
  } catch (error) {
    return error;
  } finally {
    await database.close();
  }
  throw new Error('The database answered');
}

async function listenAt(host: string, port = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening, refused) => {
    server.once('error', refused);
    server.listen(port, host, listening);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('what keeps the server from starting', () => {
  it('is told in one sentence: a port that is taken', async () => {
    const port = await listenAt('127.0.0.1');
    const error = await listenAt('127.0.0.1', port).catch((thrown: unknown) => thrown);
    expect(explain(error)).toBe('Port 3000 is taken: stop what listens there, or set PORT.');
  });

  it('an address that is not of this machine', async () => {
    const error = await listenAt('203.0.113.1').catch((thrown: unknown) => thrown);
    expect(explain(error)).toBe("The address 127.0.0.1 is not one of this machine's: check HOST.");
  });

  it('a database that nobody serves', async () => {
    const url = 'postgresql://postgres@127.0.0.1:1/chat';
    expect(explain(await failureOf(url))).toMatch(
      /^The database cannot be reached \(.+\): check DATABASE_URL/,
    );
  });

  it('a database that does not exist', async () => {
    const { url, drop } = await createTestDatabase();
    await drop();
    expect(explain(await failureOf(url))).toMatch(/^The database of DATABASE_URL does not exist: .+\.$/);
  });

  it.each([
    [
      Object.assign(new Error('no space left'), { code: 'ENOSPC' }),
      'The disk is full: make room, then start again.',
    ],
    [
      Object.assign(new Error('could not extend file'), { code: '53100' }),
      'The disk is full: make room, then start again.',
    ],
    [
      new Error('initdb: could not write: No space left on device'),
      'The disk is full: make room, then start again.',
    ],
    [
      Object.assign(new Error('listen'), { code: 'EACCES', syscall: 'listen' }),
      'Port 3000 may not be used by this user: set PORT to one above 1023.',
    ],
    [
      Object.assign(new Error('starting up'), { code: '57P03' }),
      'The database does not take connections right now: try again in a moment.',
    ],
    [
      Object.assign(new Error('password authentication failed'), { code: '28P01' }),
      'The database refuses the sign-in: password authentication failed.',
    ],
    [new ConfigError('There is no setting SEND_LIMITS.'), 'There is no setting SEND_LIMITS.'],
    [new DatabaseTooNew('The database is newer.'), 'The database is newer.'],
    [new StartFailed('It did not start.'), 'It did not start.'],
    [
      new AggregateError([Object.assign(new Error('listen'), { code: 'EADDRINUSE' })]),
      'Port 3000 is taken: stop what listens there, or set PORT.',
    ],
  ])('%s', (error, sentence) => {
    expect(explain(error)).toBe(sentence);
  });

  it.each([new TypeError('x is not a function'), new AggregateError([]), 'a string', null])(
    'is a fault of ours where it is %s',
    (error) => {
      expect(explain(error)).toBeUndefined();
    },
  );
});
