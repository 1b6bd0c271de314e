import type { PlacedMessage } from './place-messages.ts';
import { TimelineRow } from './timeline-row.tsx';

/**
 * The list as the server renders it, whole and at its end: laid out from below, it stands there before any script runs.
 */
export function StaticTimeline({ rows }: { rows: readonly PlacedMessage[] }) {
  return (
    <div
      role="log"
      aria-label="Messages"
      aria-live="off"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has only keys must be able to scroll it
      tabIndex={0}
      className="focus-inset flex h-full flex-col-reverse overflow-y-auto overscroll-contain"
    >
      <div className="pb-2">
        {rows.map((row) => (
          <TimelineRow key={row.item.key} {...row} highlighted={false} />
        ))}
      </div>
    </div>
  );
}
