import type { SiteUser } from '#server/protocol/widget.ts';

/** Reads what a site has signed of its user. */
export interface SiteUsers {
  /** Undefined where the signature, the time or the claims are not good, and where nothing is to be signed with. */
  read(token: string): Promise<SiteUser | undefined>;
}
