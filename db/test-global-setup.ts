import { startTestCluster } from './test-cluster.ts';

/** Vitest's global setup: one Postgres for all test files of a run. @returns what stops it */
export async function setup(project: { provide(key: 'testCluster', value: string): void }) {
  const cluster = await startTestCluster();
  project.provide('testCluster', cluster.url);
  return cluster.stop;
}
