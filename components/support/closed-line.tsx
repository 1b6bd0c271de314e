import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';

interface ClosedLineProps {
  busy: boolean;
  onReopen: () => void;
  /** What else can be done. */
  children?: ReactNode;
}

/** Stands in the composer's place while a chat is closed. */
export function ClosedLine({ busy, onReopen, children }: ClosedLineProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 rounded-panel border py-1 pr-1.5 pl-4 text-meta text-muted">
      <p className="flex-1">This chat is closed.</p>
      {children}
      <Button size="small" busy={busy} onClick={onReopen}>
        Reopen
      </Button>
    </div>
  );
}
