import type { Route } from 'next';

const home = '/chats';

/**
 * Where to go after signing in: the asked-for address if it is a path of this origin and not a page for
 * signed-out people, else the chats. An address of another origin would make the sign-in page an open redirect.
 */
export function callbackPath(asked: string | undefined, origin: string): Route {
  const url = URL.parse(asked ?? home, origin);
  if (!url || url.origin !== origin || /^\/(sign-in|register|api)(\/|$)/.test(url.pathname))
    return home as Route;
  // Checked above to be a path of ours; whether a page stands there, the router finds out.
  return `${url.pathname}${url.search}${url.hash}` as Route;
}
