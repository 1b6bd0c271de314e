'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocalData } from '#components/realtime/outgoing-hooks.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { accountApi } from './account-api.ts';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { problemText } from '#components/rest/problem-text.ts';
import { signOutBy } from './sign-out.ts';

/** Ends every session of the person, this one too. */
export function SignOutEverywhere() {
  const { pendingCount, clear } = useLocalData();
  const [asking, setAsking] = useState(false);
  const end = useMutation({ mutationFn: () => signOutBy(accountApi.endAllSessions, clear) });
  const unsent = pendingCount > 0 ? ' Messages that have not been sent yet are lost.' : '';
  return (
    <div className="flex flex-col items-start gap-3">
      <Button busy={end.isPending || end.isSuccess} onClick={() => setAsking(true)}>
        Sign out everywhere
      </Button>
      {end.error && <FormProblem>{problemText(end.error)}</FormProblem>}
      <AlertDialog
        title="Sign out everywhere?"
        description={`Every browser and API token is signed out, this one too.${unsent}`}
        action="Sign out everywhere"
        danger
        open={asking}
        onOpenChange={setAsking}
        onAction={() => end.mutate()}
      />
    </div>
  );
}
