import { RestError } from './rest-call.ts';

/** What to tell a person about a change that was refused. */
export function problemText(thrown: unknown): string {
  if (!(thrown instanceof RestError)) return 'Something went wrong on our side. Try again.';
  if (thrown.code === 'unavailable')
    return 'The server cannot be reached. Check the connection and try again.';
  if (thrown.code === 'unauthorized' || thrown.code === 'token_invalid')
    return 'This session has ended. Sign in again.';
  return `${thrown.message}.`;
}
