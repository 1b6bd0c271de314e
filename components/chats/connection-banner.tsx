'use client';
import { useConnectionState } from '#components/realtime/hooks.ts';
import type { ConnectionState } from '#components/realtime/types.ts';
import { Banner } from '#components/ui/banner.tsx';
import { useLasting } from './use-lasting.ts';

const texts: Partial<Record<ConnectionState, string>> = {
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  offline: 'You are offline. Messages are sent when you are back.',
};

/** Says what keeps messages from coming and going, once that lasts for a second; gone as soon as it is over. */
export function ConnectionBanner() {
  const text = texts[useConnectionState()];
  const lasting = useLasting(text !== undefined, 1_000);
  return text && lasting ? <Banner tone="warning">{text}</Banner> : null;
}
