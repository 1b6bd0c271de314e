import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '#db/client.ts';
import { createApplication } from '#server/application.ts';
import { loadConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';
import { answerParent } from './processes.ts';
import type { BenchServer } from './targets.ts';
import { SECRET } from './tokens.ts';
import { ownCpu, peakMemory, settledMemory } from './usage.ts';

/**
 * The product's server as it is, on a plain HTTP server: everything but Next, which answers pages and REST, and without
 * whose 150 MB and start-up a socket's memory and a message's CPU can be seen.
 */
const [url = '', dataDir = '', redisUrl = '', modelUrl = ''] = process.argv.slice(2);
const config = loadConfig({
  NODE_ENV: 'production',
  DATABASE_URL: url,
  DATA_DIR: dataDir,
  NEXTAUTH_SECRET: SECRET,
  REDIS_URL: redisUrl,
  OPENAI_BASE_URL: modelUrl,
  OPENAI_MODEL: 'fake-model',
  ASSISTANT_LIMIT: 'off',
  SEND_LIMIT: 'off',
  LOG_LEVEL: 'warn',
});
const log = createLog(config.LOG_LEVEL);
const database = openDatabase(url, (error) => log.warn({ err: error }, 'database connection lost'));
const application = await createApplication({ config, database, log });

const http = createServer((_request, response) => response.writeHead(404).end());
application.attach(http);
await new Promise<void>((listening) =>
  http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, listening),
);

const commands: BenchServer = {
  port: () => (http.address() as AddressInfo).port,
  cpu: ownCpu,
  memory: settledMemory,
  peak: peakMemory,
};
answerParent(commands);
