import { getCsrfToken, signOut as nextAuthSignOut } from 'next-auth/react';

let signingOut = false;

/** For a session that was ended elsewhere: signing in again leads back here. This page's own sign-out goes its way. */
export function leaveEnded(): void {
  if (signingOut) return;
  const back = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
}

/**
 * Signs out and leaves the page. `end` ends sessions on the server, `clear` then drops what the browser keeps for the
 * person. Rejects as `end` does; then nothing has changed.
 */
export async function signOutBy(end: () => Promise<void>, clear: () => Promise<void>): Promise<void> {
  signingOut = true;
  try {
    await end();
  } catch (error) {
    signingOut = false;
    throw error;
  }
  // The session is over already: whatever the browser cannot drop must not keep the page open.
  await clear().catch(() => undefined);
  window.location.assign('/sign-in');
}

/** Ends this browser's session. Rejects where the server cannot be reached. */
export async function endThisSession(): Promise<void> {
  // next-auth leaves the page when the server cannot be reached; asking first lets us stay and say so.
  if (!(await getCsrfToken())) throw new Error('The server cannot be reached');
  await nextAuthSignOut({ redirect: false });
}
