import { createServer } from 'node:http';
import { openDatabase } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { demoAccounts, presentDemoAccounts, seedAccounts } from '#db/seed.ts';
import { createApplication } from './application.ts';
import { type Config, loadConfig } from './config.ts';
import { createHandler } from './http/handler.ts';
import { createHealth } from './health.ts';
import { createLog } from './log.ts';
import { keepRunning } from './registry.ts';
import { readShippedArticles } from './shipped-articles.ts';
import { createShutdown } from './shutdown.ts';
import { explainStartup } from './startup-errors.ts';
import { prepareWeb } from './web.ts';

/** Connections that may wait to be taken: after a restart everybody comes at once, and what does not fit is cut off. */
const BACKLOG = 4_096;
/** How long a request may take to come in: a large file over a thin line. */
const UPLOAD_MS = 60 * 60_000;

/** The composition root: config → database → application → web → listen → shut down. */
async function start(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL);
  const shutdown = createShutdown(log);

  const embedded = config.DATABASE_URL
    ? undefined
    : await startEmbedded(config.DATA_DIR, {
        log: (line) => log.info({ line }, 'embedded database'),
        ...(config.PG_BIN_DIR && { binDir: config.PG_BIN_DIR }),
      });
  if (embedded) shutdown.add('embedded database', () => embedded.stop());
  const url = config.DATABASE_URL ?? embedded?.url ?? '';
  await migrate(url);
  const database = openDatabase(url, (error) => log.warn({ err: error }, 'database connection lost'));
  shutdown.add('database', () => database.close());
  if (embedded) await seedAccounts(database.pool);

  const application = await createApplication({ config, database, log });
  const { core, authenticator, tokens, files, metrics, failed } = application;
  await core.articles.ship(
    await readShippedArticles(new URL('../content/articles', import.meta.url).pathname),
  );
  keepRunning({
    core,
    authenticator,
    tokens,
    files,
    metrics,
    failed,
    config,
    demo: await presentDemoAccounts(database.pool),
    health: createHealth({ pool: database.pool, stopping: shutdown.begun }),
  });

  const web = await prepareWeb(config, new URL('..', import.meta.url).pathname);
  shutdown.add('web', () => web.close());
  const server = createServer(
    { requestTimeout: UPLOAD_MS },
    createHandler({
      next: web.handle,
      trustProxy: config.TRUST_PROXY,
      mayFrame: core.visitors.allows,
      answered({ method, path, status, seconds }) {
        metrics.request(method, status, seconds);
        const level = path.startsWith('/api/') ? 'info' : 'debug';
        log[level]({ method, path, status, ms: Math.round(seconds * 1000) }, 'request');
      },
      failed,
    }),
  );
  application.attach(server, config.dev ? [['/_next/hmr', web.hotReload]] : []);

  await new Promise<void>((listening, refused) => {
    server.once('error', refused);
    server.listen({ port: config.PORT, host: config.HOST, backlog: BACKLOG }, listening);
  });
  shutdown.add('server', async () => {
    const closed = new Promise((done) => server.close(done));
    await application.drain();
    server.closeIdleConnections();
    await closed;
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.PORT;
  log.info({ port, host: config.HOST, dev: config.dev }, 'listening');
  announce(
    `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${port}`,
    embedded !== undefined,
  );
  // Next attaches its hot reload at its first request: open tabs of before a restart wait for that.
  if (config.dev) await fetch(`http://${config.HOST}:${port}/_next/warm`).catch(() => undefined);
}

/** Tells whoever started it where it is and who can sign in. */
function announce(address: string, demo: boolean) {
  const accounts = demo ? demoAccounts.map(({ email, password }) => `  ${email}  ${password}\n`) : [];
  process.stdout.write(`Switchboard is at ${address}\n${accounts.join('')}`);
}

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readConfig(): Config {
  try {
    return loadConfig();
  } catch (error) {
    return giveUp(explainStartup(error, { HOST: '', PORT: 0 }) ?? String(error));
  }
}

const config = readConfig();
start(config).catch((error: unknown) => {
  const sentence = explainStartup(error, config);
  if (!sentence) createLog(config.LOG_LEVEL).fatal({ err: error }, 'start failed');
  giveUp(sentence ?? 'Switchboard could not start: the log line above says why.');
});
