'use client';
import { KeyRound, Monitor } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { useAwake } from '#components/ui/use-awake.ts';
import type { SessionView } from '#server/protocol/identity.ts';
import { deviceName } from './device-name.ts';

/** A day and a time as the reader writes them; '' on the server, which does not know how. */
function useLocalTime(at: string): string {
  const format: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
  return useAwake() ? new Date(at).toLocaleString(undefined, format) : '';
}

/** One place where the person is signed in, and what can be done about it. */
export function SessionRow({ session, action }: { session: SessionView; action: ReactNode }) {
  const { kind, userAgent, createdAt, expiresAt, current } = session;
  const since = useLocalTime(createdAt);
  const until = useLocalTime(expiresAt);
  const Icon = kind === 'token' ? KeyRound : Monitor;
  return (
    <li className="flex min-h-14 items-center gap-3 border-b py-2 last:border-b-0">
      <Icon aria-hidden strokeWidth={1.5} className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="truncate font-medium">
            {kind === 'token' ? 'API token' : deviceName(userAgent)}
          </span>
          {current && <Badge tone="positive">This browser</Badge>}
        </p>
        <p className="text-meta text-muted tabular-nums">
          {kind === 'token' ? `Ends ${until}` : `Signed in ${since}`}
        </p>
      </div>
      {action}
    </li>
  );
}
