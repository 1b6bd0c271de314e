import { running } from '#server/registry.ts';

/** Where the caller reaches this server: the address that is set, else the one that was asked. */
export function serverUrl(headers: Pick<Headers, 'get'>): string {
  const { NEXTAUTH_URL } = running().config;
  return NEXTAUTH_URL ? new URL(NEXTAUTH_URL).origin : `http://${headers.get('host') ?? 'localhost'}`;
}
