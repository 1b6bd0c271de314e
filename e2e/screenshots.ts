import { chromium, type Page } from '@playwright/test';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/client.ts';
import { seedDemo } from '#db/seed-demo.ts';
import { demoAccounts, seedAccounts } from '#db/seed.ts';
import { startTestCluster } from '#db/test-cluster.ts';
import { openApi, tokenOf } from './fixtures/api.ts';
import { startServer } from './fixtures/server.ts';

/** `npm run screenshots`: the main pages of the living demo, in each width and theme, into docs/screenshots. */
const FOLDER = new URL('../docs/screenshots/', import.meta.url).pathname;
const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
const [ada, grace, admin] = demoAccounts;
const QUESTION = 'How do I close a support chat?';

type Pages = Record<string, (page: Page) => Promise<unknown>>;

/** Ada's pages by name: what to do on the page of chats to be there. */
const pages: Pages = {
  chats: async () => undefined,
  conversation: (page) => openChat(page, 'Alan Turing'),
  group: (page) => openChat(page, 'Compiler reading group'),
  details: async (page) => {
    await openChat(page, 'Compiler reading group');
    await page.getByRole('button', { name: 'Details' }).click();
  },
  'new-conversation': async (page) => {
    await page.getByRole('button', { name: 'New conversation' }).first().click();
    await page.getByRole('option').first().waitFor();
  },
  'new-question': async (page) => {
    await page.goto('/assistant/new');
    await page.getByRole('button', { name: QUESTION }).waitFor();
  },
  assistant: async (page) => {
    await page.goto('/assistant/new');
    await page.getByRole('button', { name: QUESTION }).click();
    await page.getByRole('link', { name: '[1]', exact: true }).first().waitFor();
  },
  support: async (page) => {
    await page.goto('/support');
    await page.getByRole('link', { name: /Export/ }).click();
    await page.locator('[data-seq]').last().waitFor();
  },
  settings: async (page) => {
    await page.goto('/settings');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  },
};

/** The admin's. */
const adminPages: Pages = {
  desk: async (page) => {
    await page.goto('/desk');
    await page.getByRole('link', { name: /Export/ }).click();
    await page.locator('[data-seq]').last().waitFor();
  },
};

/** Two support chats that wait. */
async function askForSupport(url: string) {
  for (const [user, subject, content] of [
    [grace, 'Two accounts of one person', 'I have registered twice. Can the two become one?'],
    [ada, 'Export of a conversation', 'Can I have our group of last year as a file?'],
  ] as const) {
    const token = await tokenOf(url, user);
    const api = await openApi(url, token);
    const chat = (await (await api.post('/api/chats', { data: { subject } })).json()) as { id: number };
    await api.post(`/api/chats/conversations/${chat.id}/messages`, {
      data: { message_type: 'text', content },
    });
    await api.dispose();
  }
}

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/chats');
}

async function openChat(page: Page, name: string) {
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await page.locator('[data-seq]').last().waitFor();
}

/** Nothing points at messages that are in sight already. */
const settled = (page: Page) =>
  page.getByRole('button', { name: /^New messages/ }).waitFor({ state: 'hidden' });

const cluster = await startTestCluster();
const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-screenshots-'));
const { url } = await cluster.createDatabase();
const database = openDatabase(url, () => undefined);
await seedAccounts(database.pool);
await seedDemo(database.pool);
await database.close();
const server = await startServer({ databaseUrl: url, dataDir });
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath });
try {
  await mkdir(FOLDER, { recursive: true });
  await askForSupport(server.url);
  for (const viewport of sizes)
    for (const colorScheme of ['light', 'dark'] as const) {
      const open = async () => {
        const context = await browser.newContext({
          baseURL: server.url,
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
          locale: 'en-GB',
          timezoneId: 'Europe/London',
        });
        return context.newPage();
      };
      const shoot = async (page: Page, name: string) => {
        await page.screenshot({ path: `${FOLDER}${name}-${viewport.width}-${colorScheme}.png` });
      };
      const strangers = await open();
      for (const name of ['register', 'sign-in']) {
        await strangers.goto(`/${name}`);
        await shoot(strangers, name);
      }
      await strangers.context().close();
      for (const [user, its] of [
        [ada, pages],
        [admin, adminPages],
      ] as const) {
        const page = await open();
        await signIn(page, user);
        for (const [name, go] of Object.entries(its)) {
          await page.goto('/chats');
          await page.locator('[data-connection-state="online"]').first().waitFor();
          await go(page);
          await settled(page);
          await shoot(page, name);
        }
        await page.context().close();
      }
    }
} finally {
  await browser.close();
  await server.stop();
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}
