import type { SettingsStore } from '#server/core/administration-store.ts';
import type { KeptSettings } from '#server/protocol/support-settings.ts';
import type pg from 'pg';

export function createSettingsStore(pool: pg.Pool): SettingsStore {
  return {
    async get() {
      const { rows } = await pool.query<KeptSettings>({
        name: 'support-settings',
        text: 'select settings, version from support_settings',
      });
      return rows[0];
    },

    async save(settings, version) {
      const { rows } = await pool.query<KeptSettings>(
        version === 0
          ? `insert into support_settings (settings, version) values ($1, $2 + 1)
             on conflict do nothing returning settings, version`
          : `update support_settings set settings = $1, version = version + 1 where version = $2
             returning settings, version`,
        [settings, version],
      );
      return rows[0];
    },
  };
}
