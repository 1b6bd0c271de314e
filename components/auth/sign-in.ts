import { getCsrfToken, signIn as nextAuthSignIn } from 'next-auth/react';

const unreachable = 'Could not sign in. Check the connection and try again.';

/** What to tell a person about an error code of the sign-in endpoint; the rest is of no use to them. */
export function signInErrorText(code: string): string {
  const [name, seconds] = code.split(':');
  if (name === 'invalid_credentials' || name === 'CredentialsSignin') return 'Email or password is wrong.';
  if (name === 'rate_limited') return tooManyAttempts(Number(seconds));
  return unreachable;
}

/** "Try again in N min", for a wait in seconds; without a number where the wait is not known. */
export function tooManyAttempts(seconds: number | undefined): string {
  const minutes = Math.ceil(Number(seconds) / 60);
  return minutes > 0
    ? `Too many attempts. Try again in ${minutes} min.`
    : 'Too many attempts. Try again in a few minutes.';
}

/** Signs this browser in. Answers the text of what went wrong, or undefined when it went well. */
export async function signIn(email: string, password: string): Promise<string | undefined> {
  try {
    // next-auth leaves the page when the server cannot be reached; asking first lets us stay and say so.
    if (!(await getCsrfToken())) return unreachable;
    const result = await nextAuthSignIn('credentials', { email, password, redirect: false });
    if (result?.ok && !result.error) return undefined;
    return signInErrorText(result?.error ?? '');
  } catch {
    return unreachable;
  }
}
