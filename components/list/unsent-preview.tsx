import { CircleAlert, Clock } from 'lucide-react';
import { describe } from '#components/realtime/excerpt.ts';
import { shownFile } from '#components/realtime/outgoing-file.ts';
import type { OutboxEntry } from '#components/realtime/outbox-entry.ts';

/** The second line of a row whose last word has not reached the server. */
export function UnsentPreview({
  entry: { state, content, file },
}: {
  entry: Pick<OutboxEntry, 'state' | 'content' | 'file'>;
}) {
  const failed = state === 'failed';
  const Icon = failed ? CircleAlert : Clock;
  return (
    <>
      <Icon
        aria-hidden
        strokeWidth={1.5}
        className={`mr-1 mb-0.5 inline size-3.5 ${failed ? 'text-danger' : 'text-muted'}`}
      />
      {failed ? <span className="text-danger">Not sent: </span> : <span className="text-text">You: </span>}
      {describe({ excerpt: content, file: file && shownFile(file) })}
    </>
  );
}
