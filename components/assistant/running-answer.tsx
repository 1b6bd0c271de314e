import { Markdown } from '#components/markdown/markdown.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { Run } from '#server/protocol/runs.ts';

/** An answer that waits for its turn, or is being written. */
export function RunningAnswer({ run }: { run: Run }) {
  if (run.state === 'QUEUED')
    return <p className="text-meta text-muted">Waits until the answer before it is finished</p>;
  return (
    <article aria-label="Answer" aria-busy data-run-id={run.id} data-run-state={run.state}>
      {run.content === '' ? (
        <p className="flex items-center gap-2 text-meta text-muted">
          <Spinner className="size-4" />
          Looking for an answer
        </p>
      ) : (
        <Markdown live text={run.content} citations={run.citations} />
      )}
    </article>
  );
}
