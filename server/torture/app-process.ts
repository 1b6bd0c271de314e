import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { createStore } from '#db/store.ts';
import { createApplication } from '#server/application.ts';
import { createLocalBus } from '#server/bus/local.ts';
import { loadConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';
import { dying, losing, plant } from './faults.ts';
import type { AppSettings, FromApp } from './app.ts';

/** The product's server without its pages, as a process that can be killed. Its settings are its argument, in JSON. */
const settings = JSON.parse(process.argv[2] ?? '{}') as AppSettings;
const tell = (message: FromApp) => process.send?.(message);

const embedded = settings.databaseUrl ? undefined : await startEmbedded(settings.dataDir);
const databaseUrl = settings.databaseUrl ?? embedded?.url ?? '';
const config = loadConfig({
  NODE_ENV: 'test',
  DATA_DIR: settings.dataDir,
  DATABASE_URL: databaseUrl,
  REDIS_URL: settings.redisUrl ?? '',
  NEXTAUTH_SECRET: settings.secret,
  SEND_LIMIT: 'off',
  LOG_LEVEL: settings.logLevel,
});
const log = createLog(config.LOG_LEVEL);
await migrate(databaseUrl);
const database = openDatabase(databaseUrl, (error) => log.warn({ err: error }, 'database connection lost'));

const whole = { database, store: createStore(database), bus: createLocalBus() };
const parts = settings.fault ? await plant(settings.fault, whole) : whole;
if (settings.loses) parts.bus = losing(parts.bus);
if (settings.dies) parts.store = dying(parts.store);
const { heads } = parts.store.conversations;
// Whoever waits for heartbeats can count them.
parts.store.conversations.heads = async (ids) => {
  const answer = await heads(ids);
  tell({ type: 'beat' });
  return answer;
};
const { bus, ...others } = parts;
// Several instances have theirs by the settings.
const application = await createApplication({ config, log, ...others, ...(!settings.redisUrl && { bus }) });

const http = createServer((_request, response) => response.writeHead(404).end());
application.attach(http);
await new Promise<void>((listening, refused) => {
  http.once('error', refused);
  http.listen(settings.port, '127.0.0.1', listening);
});

async function stop() {
  await application.drain();
  http.closeAllConnections();
  await database.close();
  await embedded?.stop();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('disconnect', () => void stop());
tell({ type: 'listening', port: (http.address() as AddressInfo).port, databaseUrl });
