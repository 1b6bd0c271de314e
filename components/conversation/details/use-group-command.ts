'use client';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import type { ErrorView } from '#server/protocol/errors.ts';

/** Runs one command at a time and keeps why it failed, until the next. */
export function useGroupCommand() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorView | null>(null);
  /** Answers whether it went well. */
  async function run(command: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setError(null);
    try {
      await command();
      return true;
    } catch (thrown) {
      setError(errorView(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, run, clear: () => setError(null) };
}
