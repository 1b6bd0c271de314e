'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import { type Beginning, StartForm } from './start-form.tsx';
import { subjectOf } from './subject-of.ts';

interface StartChatProps {
  /** What a newcomer has written already: it is sent at once. */
  beginning: Beginning | null;
  onStarted: () => void;
}

/** Begins a chat of a visitor who is let in. */
export function StartChat({ beginning, onStarted }: StartChatProps) {
  const { open } = useSupportCommands();
  const [busy, setBusy] = useState(beginning !== null);
  const [error, setError] = useState<string | null>(null);
  const sent = useRef(false);

  const start = useCallback(
    async ({ content }: Beginning) => {
      setBusy(true);
      setError(null);
      try {
        await open(subjectOf(content), content.trim());
        onStarted();
      } catch (thrown) {
        setError(`${errorView(thrown).message}.`);
        setBusy(false);
      }
    },
    [open, onStarted],
  );
  useEffect(() => {
    if (!beginning || sent.current) return;
    sent.current = true;
    void start(beginning);
  }, [beginning, start]);

  return (
    <StartForm
      introduces={false}
      begun={beginning}
      busy={busy}
      error={error}
      onStart={(next) => void start(next)}
    />
  );
}
