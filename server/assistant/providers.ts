import type { Deadlines } from './deadlines.ts';
import { createOpenAi } from './openai.ts';
import type { Provider } from './provider.ts';

type Models = readonly [string, ...string[]];

/** The settings of both providers; one is set up where it has a key or an address. */
export interface ProviderSettings {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_MODEL: Models;
  OPENAI_FALLBACK_API_KEY?: string | undefined;
  OPENAI_FALLBACK_BASE_URL?: string | undefined;
  OPENAI_FALLBACK_MODEL: Models;
}

/** Those that are set up, in the order in which they are asked. */
export function providersOf(settings: ProviderSettings, deadlines: Deadlines): Provider[] {
  const all = [
    {
      name: 'openai',
      apiKey: settings.OPENAI_API_KEY,
      baseUrl: settings.OPENAI_BASE_URL,
      models: settings.OPENAI_MODEL,
    },
    {
      name: 'fallback',
      apiKey: settings.OPENAI_FALLBACK_API_KEY,
      baseUrl: settings.OPENAI_FALLBACK_BASE_URL,
      models: settings.OPENAI_FALLBACK_MODEL,
    },
  ];
  return all
    .filter(({ apiKey, baseUrl }) => apiKey !== undefined || baseUrl !== undefined)
    .map((one) => createOpenAi({ ...one, deadlines }));
}
