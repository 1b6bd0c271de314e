import { CircleAlert } from 'lucide-react';
import type { ErrorView } from '#server/protocol/errors.ts';

/** Why a conversation could not be made. */
export function StartError({ error }: { error: ErrorView }) {
  return (
    <p role="alert" className="flex gap-2 text-meta text-danger">
      <CircleAlert aria-hidden strokeWidth={1.5} className="mt-px size-4 shrink-0" />
      {error.message}. {error.retryable ? 'Try again in a moment.' : 'Nothing was created.'}
    </p>
  );
}
