'use client';
import { useState } from 'react';
import { problemText } from '#components/rest/problem-text.ts';
import type { Introduction } from './visitor.ts';
import { type Beginning, StartForm } from './start-form.tsx';

interface WelcomeProps {
  /** Lets them in; rejects with a RestError. */
  onArrive: (introduction: Introduction, beginning: Beginning) => Promise<void>;
}

const introductionOf = ({ name, email }: Beginning): Introduction => ({
  ...(name.trim() && { name: name.trim() }),
  ...(email.trim() && { email: email.trim() }),
});

/** What somebody sees whom nobody knows: they are let in with their first message, and not before. */
export function Welcome({ onArrive }: WelcomeProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const arrive = async (beginning: Beginning) => {
    setBusy(true);
    setError(null);
    try {
      await onArrive(introductionOf(beginning), beginning);
    } catch (thrown) {
      setError(problemText(thrown));
      setBusy(false);
    }
  };
  return (
    <StartForm
      introduces
      begun={null}
      busy={busy}
      error={error}
      onStart={(beginning) => void arrive(beginning)}
    />
  );
}
