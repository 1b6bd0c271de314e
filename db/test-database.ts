import { inject } from 'vitest';
import { createDatabaseOn, type TestDatabase } from './test-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The url of the run's test cluster, started by test-global-setup.ts. */
    testCluster: string;
  }
}

/**
 * For vitest: a migrated, empty database of one's own on the run's real Postgres, in some 60 ms. Drop it at the end;
 * what is forgotten goes with the cluster. Elsewhere (Playwright, benchmarks): `startTestCluster` of test-cluster.ts.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabaseOn(inject('testCluster'));
}
