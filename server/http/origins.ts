import type { IncomingHttpHeaders } from 'node:http';

/** What a check of the origin needs of a request's headers. */
export type OriginHeaders = Pick<IncomingHttpHeaders, 'origin' | 'host' | 'sec-fetch-site'>;

export interface Origins {
  /** True where the page that asks is one of ours, or nobody's page asks at all (no Origin). */
  allows(headers: OriginHeaders): boolean;
  /** True where the session cookie of the request counts (protocols, finer decision 5). */
  allowsCookie(headers: OriginHeaders): boolean;
}

/**
 * `listed` are the origins of NEXTAUTH_URL and ALLOWED_ORIGINS. With none listed, a page is ours when it came from the
 * very host that it asks; a browser's script can forge neither header.
 */
export function createOrigins(listed: readonly string[]): Origins {
  const allowed = new Set(listed.map((address) => new URL(address).origin));

  function ours({ origin, host }: OriginHeaders): boolean {
    if (!origin || !URL.canParse(origin)) return false;
    const url = new URL(origin);
    // Only what a browser writes: `https://user@host`, a path or another spelling is none.
    if (url.origin !== origin) return false;
    if (allowed.has(origin)) return true;
    return allowed.size === 0 && host !== undefined && /^https?:$/.test(url.protocol) && url.host === host;
  }

  return {
    allows: (headers) => headers.origin === undefined || ours(headers),
    allowsCookie: (headers) =>
      headers.origin === undefined ? headers['sec-fetch-site'] === 'same-origin' : ours(headers),
  };
}
