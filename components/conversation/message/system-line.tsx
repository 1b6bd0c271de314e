import type { TimelineItem } from '#components/realtime/types.ts';

/** A line about the conversation itself, as in "Ada added Grace". */
export function SystemLine({ item }: { item: TimelineItem }) {
  return (
    <p
      data-message-id={item.id ?? undefined}
      data-seq={item.seq ?? undefined}
      className="py-2 text-center text-meta text-balance text-muted"
    >
      {item.content}
    </p>
  );
}
