import type { TimelineItem } from '#components/realtime/types.ts';

/** What the composer is for at the moment. */
export type ComposerMode =
  | { kind: 'write' }
  | { kind: 'reply'; to: TimelineItem }
  /** `text` is what the editing begins with. */
  | { kind: 'edit'; item: TimelineItem; text: string };

export const writing: ComposerMode = { kind: 'write' };
