import { ChatError } from '#server/protocol/errors.ts';
import type { HubOutput } from '#server/protocol/hub.ts';
import { limits } from '#server/protocol/limits.ts';
import type { VisitorRequest } from '#server/protocol/widget.ts';
import type { Origin } from './identity.ts';
import { type Limit, takeOne } from './rate-limit.ts';
import type { Reading } from './reading.ts';
import type { Session } from './session.ts';
import type { SiteUsers } from './site-users.ts';
import type { Store } from './store.ts';

/** Seconds that the browser of somebody whom nobody knows finds its chat again. */
const ANONYMOUS_SESSION = 30 * 24 * 60 * 60;
/** Of somebody whom the site knows: it signs anew on each of its pages. */
const KNOWN_SESSION = 24 * 60 * 60;

/** What they are called who have not said their name. */
const NAMELESS = 'Visitor';

interface VisitorsParts {
  store: Pick<Store, 'visitors' | 'sessions'>;
  reading: Pick<Reading, 'list'>;
  siteUsers: SiteUsers;
  /** Origins whose pages may have the widget. */
  origins: () => Promise<readonly string[]>;
  /** Visitors for an address, and tokens for a user of a site. It counts their chats, too (support.ts). */
  limit: Limit;
}

export type Visitors = ReturnType<typeof createVisitors>;

/**
 * People who come by the widget on somebody's site. Each is a user of the role USER without a way to sign in, whom
 * nobody finds and who has support chats and nothing else (docs/decisions/024).
 */
export function createVisitors({ store, reading, siteUsers, origins, limit }: VisitorsParts) {
  const allows = async (site: string) => (await origins()).includes(site);

  /** Who comes: whom the site has signed, else what they say of themselves. */
  async function arrivalOf({ site, user, name, email }: VisitorRequest) {
    if (user === undefined) return { site, externalId: null, name: name ?? NAMELESS, email: email ?? null };
    const signed = await siteUsers.read(user);
    if (!signed) throw new ChatError('site_token_invalid');
    return { site, externalId: signed.sub, name: signed.name ?? NAMELESS, email: signed.email ?? null };
  }

  return {
    /** Whether pages of that origin may have the widget. */
    allows,

    /** Lets a visitor in. Errors: origin_refused, site_token_invalid, rate_limited. */
    async admit(request: VisitorRequest, { address, userAgent }: Origin): Promise<Session> {
      if (!(await allows(request.site))) throw new ChatError('origin_refused');
      const arrival = await arrivalOf(request);
      const known = arrival.externalId !== null;
      await takeOne(limit, known ? `user ${arrival.externalId}` : address, 'visitors');
      const account = await store.visitors.admit(arrival);
      const { id, expiresAt } = await store.sessions.create({
        userId: account.id,
        kind: 'token',
        userAgent: userAgent?.slice(0, 300) ?? null,
        lifetime: known ? KNOWN_SESSION : ANONYMOUS_SESSION,
      });
      return { id, account, expiresAt: Date.parse(expiresAt), visitor: true };
    },

    /** The asker's latest support chats. */
    chats: (session: Session): Promise<HubOutput<'conversation.list'>> =>
      reading.list(session, { kinds: ['support'], limit: limits.page.default }),
  };
}
