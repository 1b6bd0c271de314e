import { ArrowDown } from 'lucide-react';
import { Count } from '#components/ui/count.tsx';

interface JumpButtonProps {
  /** Messages that the reader has not seen. */
  unread: number;
  onClick: () => void;
}

/** Leads to what is new, or to the end. */
export function JumpButton({ unread, onClick }: JumpButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="touch-target absolute inset-x-0 bottom-3 mx-auto inline-flex h-9 w-fit animate-fade-in items-center gap-2 rounded-full border border-control bg-raised px-3.5 text-meta font-medium shadow-float hover:bg-background"
    >
      <ArrowDown aria-hidden strokeWidth={1.5} className="size-4" />
      {unread > 0 ? 'New messages' : 'Latest messages'}
      <Count value={unread} label="unread" />
    </button>
  );
}
