import { Paperclip } from 'lucide-react';

/** Over the composer while files are held over the window. */
export function DropHint() {
  return (
    <p className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center gap-2 rounded-panel border-2 border-dashed border-accent bg-raised text-meta font-medium text-accent">
      <Paperclip aria-hidden strokeWidth={1.5} className="size-4.5" />
      Drop to attach
    </p>
  );
}
