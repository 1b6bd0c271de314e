import { type ServerOptions, settingsFor } from '#e2e/fixtures/server.ts';
import { spawnServer } from '#e2e/fixtures/server-process.ts';
import { expect, test } from '#e2e/fixtures/test.ts';

/** What a start that fails says, and how it ends. */
async function refusal(options: ServerOptions, without: readonly string[] = []) {
  const settings = Object.entries(settingsFor(options)).filter(([name]) => !without.includes(name));
  const server = spawnServer(Object.fromEntries(settings));
  const code = await server.exited;
  return { code, said: server.errors().trim() };
}

const cases: { name: string; settings: Record<string, string>; says: string | RegExp }[] = [
  {
    name: 'a database that cannot be reached',
    settings: { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' },
    says: /^The database cannot be reached \(.*ECONNREFUSED.*\): check DATABASE_URL, and that it runs\.$/,
  },
  {
    name: 'a host that is not known',
    settings: { DATABASE_URL: 'postgresql://nobody@database.invalid/none' },
    says: /^The database cannot be reached \(.*\): check DATABASE_URL, and that it runs\.$/,
  },
  {
    name: 'a malformed limit',
    settings: { SEND_LIMIT: 'often' },
    says: 'The setting SEND_LIMIT must be like 30/10s, 10/15min or 20/1h, or off.',
  },
  {
    name: 'a port that is none',
    settings: { PORT: 'http' },
    says: 'The setting PORT must be a whole number.',
  },
  {
    name: 'a port out of range',
    settings: { PORT: '70000' },
    says: 'The setting PORT must be from 0 to 65535.',
  },
  {
    name: 'a setting with a typing error',
    settings: { SEND_LIMITS: '30/10s' },
    says: 'There is no setting SEND_LIMITS.',
  },
  {
    name: 'an address of the site that is none',
    settings: { NEXTAUTH_URL: 'localhost' },
    says: 'The setting NEXTAUTH_URL must be an http or https address.',
  },
  {
    name: 'an address of another machine',
    settings: { HOST: '192.0.2.1' },
    says: "The address 192.0.2.1 is not one of this machine's: check HOST.",
  },
];

for (const { name, settings, says } of cases)
  test(`${name} ends the start with one sentence`, async ({ server }, { outputDir }) => {
    const { code, said } = await refusal({ databaseUrl: server.databaseUrl, dataDir: outputDir, settings });
    expect(said).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
    expect(code).toBe(1);
  });

test('a port that is taken ends the start with one sentence', async ({ server }, { outputDir }) => {
  const { port } = new URL(server.url);
  const settings = { PORT: port };
  expect(await refusal({ databaseUrl: server.databaseUrl, dataDir: outputDir, settings })).toEqual({
    code: 1,
    said: `Port ${port} is taken: stop what listens there, or set PORT.`,
  });
});

test('in production a database without a secret ends the start with one sentence', async ({ server }, {
  outputDir,
}) => {
  const options = { databaseUrl: server.databaseUrl, dataDir: outputDir };
  expect(await refusal(options, ['NEXTAUTH_SECRET'])).toEqual({
    code: 1,
    said: 'The setting NEXTAUTH_SECRET is required in production with DATABASE_URL.',
  });
});

test.describe('a database newer than the code', () => {
  test.use({ ownServer: {} });

  test('ends the start with one sentence', async ({ server, data }, { outputDir }) => {
    await data.database.pool.query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 99999999999999)`,
    );
    expect(await refusal({ databaseUrl: server.databaseUrl, dataDir: outputDir })).toEqual({
      code: 1,
      said: 'The database is newer than this version of Switchboard: start the version that last used it, or a newer one.',
    });
  });
});
