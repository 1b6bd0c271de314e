'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SessionView } from '#server/protocol/identity.ts';
import { accountApi } from './account-api.ts';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { problemText } from '#components/rest/problem-text.ts';
import { SessionRow } from './session-row.tsx';
import { sessionsKey } from './sessions-key.ts';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';

/** More are shown on demand. */
const SHOWN = 6;

/** Where the person is signed in; each other place can be signed out, or all at once. */
export function SessionsSettings() {
  const [all, showAll] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: sessionsKey,
    queryFn: accountApi.sessions,
  });
  if (error && !data) {
    return (
      <div className="flex flex-col items-start gap-3">
        <FormProblem>{problemText(error)}</FormProblem>
        <Button busy={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (!data) return [1, 2].map((line) => <Skeleton key={line} className="my-2 h-10" />);
  const here = data.toSorted((a, b) => Number(b.current) - Number(a.current));
  return (
    <div className="flex flex-col gap-4">
      <ul className="-mt-2">
        {(all ? here : here.slice(0, SHOWN)).map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            action={!session.current && <EndSession session={session} />}
          />
        ))}
      </ul>
      {!all && here.length > SHOWN && (
        <Button look="ghost" className="self-start" onClick={() => showAll(true)}>
          Show all {here.length}
        </Button>
      )}
      <SignOutEverywhere />
    </div>
  );
}

function EndSession({ session: { id } }: { session: SessionView }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => accountApi.endSession(id),
    // One that has ended by itself meanwhile is gone from the list as well.
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
  return (
    <div className="flex flex-col items-end gap-1">
      <Button size="small" busy={end.isPending} onClick={() => end.mutate()}>
        Sign out
      </Button>
      {end.error && <FormProblem>{problemText(end.error)}</FormProblem>}
    </div>
  );
}
