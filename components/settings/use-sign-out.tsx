'use client';
import { type ReactNode, useState } from 'react';
import { useLocalData } from '#components/realtime/outgoing-hooks.ts';
import { useToast } from '#components/ui/toast.tsx';
import { endThisSession, signOutBy } from './sign-out.ts';
import { SignOutQuestion } from './sign-out-question.tsx';

/** Signing out, asking first where messages would be lost. `question` is to be rendered somewhere. */
export function useSignOut(): { start: () => void; question: ReactNode } {
  const { pendingCount, clear } = useLocalData();
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const leave = () =>
    signOutBy(endThisSession, clear).catch(() =>
      toast({ text: 'Could not sign out. Check the connection and try again.', tone: 'danger' }),
    );
  return {
    start: () => (pendingCount > 0 ? setAsking(true) : void leave()),
    question: (
      <SignOutQuestion
        pending={pendingCount}
        open={asking}
        onOpenChange={setAsking}
        onSignOut={() => void leave()}
      />
    ),
  };
}
