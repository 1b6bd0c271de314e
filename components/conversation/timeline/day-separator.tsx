'use client';
import { BLANK } from '#components/conversation/use-presence-words.ts';
import { times } from '#components/conversation/time/times.ts';
import { useToday } from '#components/conversation/time/use-now.ts';

/** The day that begins with a message, in the reader's words; its words come once the page is awake. */
export function DaySeparator({ at }: { at: string }) {
  const today = useToday();
  return (
    <div className="flex items-center gap-3 pt-5 pb-2 text-time font-medium text-muted">
      <span className="h-px flex-1 bg-border" />
      <time dateTime={at.slice(0, 10)}>{today === 0 ? BLANK : times.day(Date.parse(at), today)}</time>
      <span className="h-px flex-1 bg-border" />
    </div>
  );
}
