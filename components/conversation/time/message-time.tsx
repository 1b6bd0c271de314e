'use client';
import { useAwake } from '#components/ui/use-awake.ts';
import { times } from './times.ts';

interface MessageTimeProps {
  /** ISO 8601. */
  at: string;
  /** With the day, for where nothing hovers. */
  long?: boolean;
  className?: string;
}

/** The time of day in the reader's zone, to the minute, with the full date on hover; empty until the page is awake. */
export function MessageTime({ at, long, className }: MessageTimeProps) {
  const time = useAwake() ? Date.parse(at) : null;
  return (
    <time dateTime={at} title={time === null ? undefined : times.exact(time)} className={className}>
      {time === null ? '' : long ? times.exact(time) : times.clock(time)}
    </time>
  );
}
