'use client';
import { LifeBuoy } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';

interface HandedOffProps {
  /** The support chat. */
  chatId: number;
  busy: boolean;
  onAskBack: () => void;
}

/** In the composer's place while a person answers: the way to them, and back. */
export function HandedOff({ chatId, busy, onAskBack }: HandedOffProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel border px-4 py-2.5">
      <LifeBuoy aria-hidden strokeWidth={1.5} className="size-5 shrink-0 text-accent" />
      <p className="min-w-48 flex-1 text-meta">A person answers in your support chat.</p>
      <Button size="small" busy={busy} onClick={onAskBack}>
        Ask the assistant again
      </Button>
      <Button asChild size="small" look="primary">
        <Link href={`/support/${chatId}` as Route}>Go to the chat</Link>
      </Button>
    </div>
  );
}
