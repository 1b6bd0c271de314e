import { z } from 'zod';
import type { Panel } from './panel.ts';

/** Who this browser is on a site: the token, and what the site had signed of them when it was given. */
const keptVisitor = z.object({ token: z.string(), user: z.string().nullable() });
export type KeptVisitor = z.infer<typeof keptVisitor>;

/** For each site its own, also in browsers where all frames of ours share one storage. */
const keyOf = (site: string) => `switchboard-widget ${site}`;

function parse(text: string | null): KeptVisitor | null {
  try {
    return keptVisitor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

/** What is kept of the visitor, by the frame itself or by the page around it; null where there is nothing. */
export function readVisitor(site: string, panel: Pick<Panel, 'get'>): KeptVisitor | null {
  try {
    return parse(localStorage.getItem(keyOf(site)));
  } catch {
    return parse(panel.get().kept);
  }
}

/**
 * Keeps the visitor for the next page of the site; null forgets them. A browser that blocks third parties altogether keeps
 * nothing for the frame: the page around it does then, whose visitor it is.
 */
export function keepVisitor(site: string, visitor: KeptVisitor | null, panel: Pick<Panel, 'say'>): void {
  const kept = visitor && JSON.stringify(visitor);
  try {
    if (kept === null) localStorage.removeItem(keyOf(site));
    else localStorage.setItem(keyOf(site), kept);
  } catch {
    panel.say({ switchboard: 'keep', kept });
  }
}
