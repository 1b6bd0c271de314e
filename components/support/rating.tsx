'use client';
import { Star } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { limits } from '#server/protocol/limits.ts';
import { useSupportAction } from './use-support-action.ts';

const MARKS = [1, 2, 3, 4, 5] as const;

/** Asks a client how a chat was that is over: a mark, and then a word on it. */
export function Rating({ row: { id, support } }: { row: ConversationRow }) {
  const { rate } = useSupportCommands();
  const { busy, run } = useSupportAction();
  const [comment, setComment] = useState<string | null>(null);
  const given = support?.rating ?? null;

  const mark = async (rating: number) => {
    if (await run('Not rated', () => rate(id, rating))) setComment('');
  };
  const say = async (event: FormEvent) => {
    event.preventDefault();
    if (given === null || !comment?.trim()) return;
    if (await run('Not sent', () => rate(id, given, comment))) setComment(null);
  };

  return (
    <div className="mb-2 flex flex-col gap-2 rounded-panel border px-4 py-2 text-meta">
      <div role="group" aria-label="Your rating" className="flex flex-wrap items-center gap-x-3">
        <p role="status" className="flex-1 text-muted">
          {given === null ? 'How was this chat?' : `You gave it ${given} of ${MARKS.length}. Thank you.`}
        </p>
        <span className="-mr-2 flex">
          {MARKS.map((value) => (
            <IconButton
              key={value}
              label={`${value} of ${MARKS.length}`}
              aria-pressed={given === value}
              aria-disabled={busy}
              onClick={() => void mark(value)}
            >
              <Star
                aria-hidden
                strokeWidth={1.5}
                className={cn(given !== null && value <= given && 'fill-accent text-accent')}
              />
            </IconButton>
          ))}
        </span>
      </div>
      {given !== null && comment !== null && (
        <form onSubmit={(event) => void say(event)} className="flex items-center gap-2">
          <Input
            aria-label="What should we know?"
            placeholder="What should we know?"
            value={comment}
            onChange={(event) => setComment(event.target.value)}
            maxLength={limits.ratingComment}
          />
          <Button type="submit" busy={busy}>
            Send
          </Button>
        </form>
      )}
    </div>
  );
}
