'use client';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';

interface SignOutQuestionProps {
  /** Messages that would be lost. */
  pending: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSignOut: () => void;
}

/** Asks before a sign-out that loses messages. */
export function SignOutQuestion({ pending, open, onOpenChange, onSignOut }: SignOutQuestionProps) {
  const messages = pending === 1 ? 'A message has' : `${pending} messages have`;
  return (
    <AlertDialog
      title="Sign out and lose messages?"
      description={`${messages} not been sent yet. Signing out drops what this browser keeps for you.`}
      action="Sign out"
      danger
      open={open}
      onOpenChange={onOpenChange}
      onAction={onSignOut}
    />
  );
}
