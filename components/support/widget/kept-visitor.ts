import { z } from 'zod';

/** Who this browser is on a site: the token, and what the site had signed of them when it was given. */
const keptVisitor = z.object({ token: z.string(), user: z.string().nullable() });
type KeptVisitor = z.infer<typeof keptVisitor>;

/** For each site its own, also in browsers where all frames of ours share one storage. */
const keyOf = (site: string) => `switchboard-widget ${site}`;

/** What is kept of the visitor; null where there is nothing, and in a browser that keeps nothing. */
export function readVisitor(site: string): KeptVisitor | null {
  try {
    return keptVisitor.parse(JSON.parse(localStorage.getItem(keyOf(site)) ?? ''));
  } catch {
    return null;
  }
}

/** Keeps the visitor for the next page of the site; null forgets them. */
export function keepVisitor(site: string, visitor: KeptVisitor | null): void {
  try {
    if (visitor) localStorage.setItem(keyOf(site), JSON.stringify(visitor));
    else localStorage.removeItem(keyOf(site));
  } catch {
    // Turned off: the chat lasts as long as the page.
  }
}
