import { parseArgs } from 'node:util';
import { openDatabase } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { seedDemo } from '#db/seed-demo.ts';
import { seedAccounts } from '#db/seed.ts';
import { loadConfig } from '#server/config.ts';

/** `npm run db:seed`: the demo accounts; with `--demo` a living demo, too. */
const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
const config = loadConfig();
const embedded = config.DATABASE_URL ? undefined : await startEmbedded(config.DATA_DIR);
const url = config.DATABASE_URL ?? embedded?.url ?? '';
await migrate(url);
const database = openDatabase(url, (error) => console.error(error.message));
try {
  await seedAccounts(database.pool);
  if (values.demo) {
    const made = await seedDemo(database.pool);
    console.log(
      made
        ? `Made ${made.people} people, ${made.conversations} conversations and ${made.messages} messages. Sign in as ada@example.com, password ada-password.`
        : 'The demo is there already.',
    );
  } else console.log('The demo accounts are there. Add -- --demo for people and conversations.');
} finally {
  await database.close();
  await embedded?.stop();
}
