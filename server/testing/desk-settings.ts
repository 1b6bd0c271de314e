import type pg from 'pg';
import { createSettingsStore } from '#db/queries/support-settings.ts';
import { type SupportSettings, usualSettings } from '#server/protocol/support-settings.ts';

/** Sets these settings of the desk, as an owner would; the others stay as they are. */
export async function saveSettings(pool: pg.Pool, change: Partial<SupportSettings>): Promise<void> {
  const store = createSettingsStore(pool);
  const { settings, version } = (await store.get()) ?? { settings: usualSettings, version: 0 };
  const saved = await store.save({ ...settings, ...change }, version);
  if (!saved) throw new Error('Somebody else has changed the settings meanwhile');
}
