'use client';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import type { Run } from '#server/protocol/runs.ts';

/** Tells screen readers when an answer begins and when it is there, and nothing of what comes in between. */
export function Announcer({ runs }: { runs: readonly Run[] }) {
  const running = runs.some(({ state }) => state === 'RUNNING' || state === 'QUEUED');
  return (
    <VisuallyHidden>
      <span role="status">{running ? 'The assistant is answering' : 'Nothing is being answered'}</span>
    </VisuallyHidden>
  );
}
