import type { Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { running } from '#server/registry.ts';

/** The session that this request's cookie names, looked up once a request; undefined where nobody is signed in. */
export const currentSession = cache(async () => {
  const cookies = (await headers()).get('cookie') ?? undefined;
  return running().authenticator.page(cookies);
});

/** The session of a page that needs one; whoever has none is sent to sign in, and from there back to `path`. */
export async function requireSession(path: string) {
  const session = await currentSession();
  if (!session) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}` as Route);
  return session;
}

/** For the pages of those who are not signed in: whoever is goes to the chats. */
export async function redirectSignedIn(): Promise<void> {
  if (await currentSession()) redirect('/chats');
}
