import { ChatError } from '#server/protocol/errors.ts';
import { type KeptSettings, type SupportSettings, usualSettings } from '#server/protocol/support-settings.ts';
import type { SettingsStore } from './administration-store.ts';
import type { Audit } from './audit.ts';
import { requireDeskOwner } from './policies.ts';
import type { Session } from './session.ts';

interface SettingsParts {
  store: SettingsStore;
  audit: Pick<Audit, 'record'>;
}

export type Settings = ReturnType<typeof createSettings>;

/** The fields in which two settings differ. */
function changed(before: SupportSettings, after: SupportSettings): Record<string, true> {
  const fields = Object.keys(after) as (keyof SupportSettings)[];
  const differ = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(differ.map((field) => [field, true]));
}

/** How the desk works. Every look is at the store: a change counts at once, on every instance. */
export function createSettings({ store, audit }: SettingsParts) {
  const kept = async (): Promise<KeptSettings> =>
    // What was stored before a setting came to be has not got it.
    withUsual((await store.get()) ?? { settings: usualSettings, version: 0 });

  return {
    /** As they are now. */
    current: async (): Promise<SupportSettings> => (await kept()).settings,

    /** Error: forbidden. */
    async get({ account }: Session): Promise<KeptSettings> {
      requireDeskOwner(account);
      return kept();
    },

    /** Errors: forbidden, settings_changed. */
    async set(session: Session, { settings, version }: KeptSettings): Promise<KeptSettings> {
      requireDeskOwner(session.account);
      const before = await kept();
      const saved = await store.save(settings, version);
      if (!saved) throw new ChatError('settings_changed');
      await audit.record(session, 'settings_changed', 'The desk', changed(before.settings, settings));
      return saved;
    },
  };
}

const withUsual = ({ settings, version }: KeptSettings): KeptSettings => ({
  settings: { ...usualSettings, ...settings },
  version,
});
