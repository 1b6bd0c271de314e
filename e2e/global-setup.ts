import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabaseOn, startTestCluster } from '#db/test-cluster.ts';
import { startServer } from './fixtures/server.ts';

/** One Postgres and one server for the whole run; specs that stop a server start one of their own. */
export default async function setup() {
  const cluster = await startTestCluster();
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-e2e-'));
  const database = await createDatabaseOn(cluster.url);
  const server = await startServer({ databaseUrl: database.url, dataDir, echo: true });
  process.env.E2E_CLUSTER_URL = cluster.url;
  process.env.E2E_DATABASE_URL = database.url;
  process.env.E2E_URL = server.url;
  return async () => {
    await server.stop();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
