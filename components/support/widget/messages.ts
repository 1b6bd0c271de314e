import { z } from 'zod';

/** What the page around the widget's frame tells it (public/widget.js). */
export const hostMessage = z.discriminatedUnion('switchboard', [
  /**
   * Once it has heard `hello`, and again when somebody else is there: what the site has signed of its user, and what it
   * keeps of the visitor, where it was asked to.
   */
  z.object({ switchboard: z.literal('user'), user: z.string().nullable(), kept: z.string().nullable() }),
  /** The panel is seen, or not any more. With `focus` somebody has opened it by hand. */
  z.object({ switchboard: z.literal('panel'), open: z.boolean(), focus: z.boolean() }),
  z.object({ switchboard: z.literal('scheme'), scheme: z.enum(['light', 'dark']) }),
]);

/** What the frame tells the page around it. */
export type FrameMessage =
  | { switchboard: 'hello' }
  | { switchboard: 'close' }
  | { switchboard: 'unread'; count: number }
  /** Whether there is a chat to come back to: the frame is then loaded before it is opened. */
  | { switchboard: 'chat'; known: boolean }
  /** The visitor, to be kept for the site's next page: where the browser keeps nothing for the frame. */
  | { switchboard: 'keep'; kept: string | null }
  /** For the site's developers: visitors read something kinder. */
  | { switchboard: 'trouble'; text: string };
