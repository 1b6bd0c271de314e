import { openDatabase } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { createStore } from '#db/store.ts';
import { loadConfig } from '#server/config.ts';

/** `npm run db:owner -- ada@example.com`: makes who has that account an owner, the first one for instance. */
const email = process.argv[2] ?? '';
const config = loadConfig();
const embedded = config.DATABASE_URL ? undefined : await startEmbedded(config.DATA_DIR);
const url = config.DATABASE_URL ?? embedded?.url ?? '';
await migrate(url);
const database = openDatabase(url, (error) => console.error(error.message));
try {
  const { users, administrators } = createStore(database);
  const found = await users.forSignIn(email);
  const set = found && (await administrators.set(found.account.id, { admin: true, owner: true }));
  if (set) console.log(`${email} is an owner now.`);
  else {
    console.error(`Nobody has an account with the address “${email}”.`);
    process.exitCode = 1;
  }
} finally {
  await database.close();
  await embedded?.stop();
}
