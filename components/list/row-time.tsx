'use client';
import { createTimes } from './relative-time.ts';
import { useNow } from './use-now.ts';

let times: ReturnType<typeof createTimes> | undefined;

/** A time as short as can be, in the reader's zone, with the exact one on hover. `at` as ISO 8601. */
export function RowTime({ at }: { at: string }) {
  const now = useNow();
  if (now === null) return <time dateTime={at} className="shrink-0 text-time" />;
  times ??= createTimes();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={times.exact(time)} className="shrink-0 text-time text-muted tabular-nums">
      {times.relative(time, now)}
    </time>
  );
}
