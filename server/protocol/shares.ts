import { z } from 'zod';
import { count, id, timestamp } from './fields.ts';

/** Conversations with the assistant that others read by a link, as the hub names them. */

/** Where those who have a link read, before its token. */
export const SHARED_PATH = '/shared/';

/** A link by which anybody reads a conversation as it was at `sharedAt`. */
export const share = z.object({
  /** The link is `/shared/<token>`. Whoever knows it may read. */
  token: z.string(),
  /** Up to this message it is shown. */
  seq: count,
  sharedAt: timestamp,
});
export type Share = z.infer<typeof share>;

const input = z.object({ conversationId: id });

export const shareCommands = {
  'share.get': { input, output: z.object({ share: share.nullable() }) },
  /** Where there is a link already it shows from now on what there is now. */
  'share.make': { input, output: z.object({ share }) },
  'share.end': { input, output: z.object({}) },
} as const;
