'use client';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import { useToast } from '#components/ui/toast.tsx';

/** Runs one command at a time, and says why it failed: `what` says so in short, as in "Not claimed". */
export function useSupportAction() {
  const { nameOf } = useSupportCommands();
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  /** Answers whether it went well. */
  async function run(what: string, command: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    try {
      await command();
      return true;
    } catch (thrown) {
      const { code, message, details } = errorView(thrown);
      const ownerId = code === 'already_claimed' ? details?.adminId : undefined;
      const owner = ownerId === undefined ? null : await nameOf(ownerId);
      toast({ tone: 'danger', text: `${what}. ${owner === null ? message : `${owner} has this chat`}` });
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, run };
}
