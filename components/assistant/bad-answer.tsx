'use client';
import { ThumbsDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { limits } from '#server/protocol/limits.ts';

interface BadAnswerProps {
  /** It is judged so already: another press takes that back. */
  pressed: boolean;
  /** Judges at once; the reason, which nobody has to give, comes after it. */
  onRate: (reason: string | null) => void;
  onTakeBack: () => void;
}

/** Thumbs down, and what is wrong with the answer. */
export function BadAnswer({ pressed, onRate, onTakeBack }: BadAnswerProps) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Popover
      label="Why is it bad?"
      align="start"
      className="w-80 p-3"
      open={asking}
      onOpenChange={(open) => {
        if (open && pressed) return onTakeBack();
        if (open) {
          setReason('');
          onRate(null);
        }
        setAsking(open);
      }}
      trigger={
        <IconButton size="small" label="Bad answer" aria-pressed={pressed}>
          <ThumbsDown aria-hidden strokeWidth={1.5} />
        </IconButton>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(false);
          if (given !== '') onRate(given);
        }}
      >
        <Field label="What is wrong with it?" hint="You need not say.">
          <Textarea
            rows={3}
            value={reason}
            maxLength={limits.ratingReason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button size="small" look="ghost" onClick={() => setAsking(false)}>
            Not now
          </Button>
          <Button size="small" look="primary" type="submit" disabled={given === ''}>
            Send
          </Button>
        </div>
      </form>
    </Popover>
  );
}
