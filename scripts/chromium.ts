import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ensureProgram, findProgram, type Program } from './program.ts';

const playwrightCli = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js');

const program: Program = {
  name: 'Chromium or Chrome',
  variable: 'CHROMIUM_PATH',
  paths: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
  ],
  trial: ['--version'],
  debianPackage: 'chromium',
  installers: [
    {
      name: 'Playwright',
      command: process.execPath,
      args: [playwrightCli, 'install', ...(process.getuid?.() === 0 ? ['--with-deps'] : []), 'chromium'],
    },
  ],
};

/** @returns the path of the Chromium to use, without trying it; undefined when there is none */
export const findChromium = (): string | undefined => findProgram(program);

/** @returns the path of a Chromium that starts, installed if need be. @throws {Error} see `ensureProgram` */
export const ensureChromium = (): Promise<string> => ensureProgram(program);
