import { jwtVerify } from 'jose';
import type { SiteUsers } from '#server/core/site-users.ts';
import { siteUser } from '#server/protocol/widget.ts';

/**
 * Users of other sites, by JSON Web Tokens that these sign with WIDGET_SECRET (HMAC with SHA-256, compared in constant
 * time). A token without an end is refused: whoever got hold of it would be that user for ever.
 */
export function createSiteUsers(secret: string | undefined): SiteUsers {
  const key = secret === undefined ? undefined : new TextEncoder().encode(secret);
  return {
    async read(token) {
      if (!key) return undefined;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          requiredClaims: ['exp', 'sub'],
        });
        return siteUser.safeParse(payload).data;
      } catch {
        return undefined;
      }
    },
  };
}
