import { defineConfig } from '@playwright/test';
import { findChromium } from '#scripts/chromium.ts';

/** Chromium talks to nothing but the server under test. */
const quiet = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
];

export default defineConfig({
  testDir: './e2e/specs',
  globalSetup: './e2e/global-setup.ts',
  outputDir: './test-results',
  // Two, since every spec has its own people and conversations, and a small machine has two cores.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A second try tells a bug that is always there from one of time; `npm test` says how many needed it, Playwright which.
  retries: 1,
  // Generous, since a loaded machine is slow: what passes does not wait for them.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: findChromium(), args: quiet },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    contextOptions: { reducedMotion: 'reduce' },
    // Without its film, which costs as much again as the tests themselves; the last picture is kept all the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    video: 'off',
  },
});
