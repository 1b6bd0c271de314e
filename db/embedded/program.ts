import { startEmbedded } from '#db/embedded.ts';

/** A program on an embedded database, for tests that kill it: `fork('program.ts', [dataDir])`. */
const [dataDir = ''] = process.argv.slice(2);

try {
  const database = await startEmbedded(dataDir);
  // Whether it is told to or its test has died: it stops.
  process.once('disconnect', () => void database.stop());
  process.once('message', () => process.disconnect());
  process.send?.({ url: database.url });
} catch (error) {
  process.send?.({ error: String(error) }, () => process.disconnect());
}
