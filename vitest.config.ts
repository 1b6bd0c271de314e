import { configDefaults, defineConfig } from 'vitest/config';

const exclude = [...configDefaults.exclude, '.next/**', '.data/**'];

export default defineConfig({
  test: {
    // Generous, since a loaded machine is slow: what passes does not wait for them.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          // `*.spec.ts` is Playwright's.
          include: ['{server,db,bench,app,e2e}/**/*.test.ts', 'components/**/*.test.ts'],
          exclude,
          globalSetup: './db/test-global-setup.ts',
        },
      },
      { extends: true, test: { name: 'scripts', include: ['scripts/**/*.test.ts'], exclude } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['{components,app}/**/*.test.tsx'],
          exclude,
          environment: 'happy-dom',
        },
      },
    ],
  },
});
