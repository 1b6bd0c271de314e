'use client';
import { useState } from 'react';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import type { Closing } from '#components/realtime/support-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { limits } from '#server/protocol/limits.ts';
import { closedWords } from './closed-words.ts';
import { CloseChat } from './close-chat.tsx';
import { useSupportAction } from './use-support-action.ts';

interface ChosenBarProps {
  chosen: readonly number[];
  onAll: () => void;
  /** Choosing is over. */
  onLeave: () => void;
}

/** Stands over the list while chats are being chosen: how many they are, and what is done with them. */
export function ChosenBar({ chosen, onAll, onLeave }: ChosenBarProps) {
  const { closeMany } = useSupportCommands();
  const { busy, run } = useSupportAction();
  const toast = useToast();
  const [closing, setClosing] = useState(false);
  const count = chosen.length;
  const close = async (why: Closing) => {
    const done = await run('Not closed', async () => {
      const { text, good } = closedWords(await closeMany(chosen, why));
      toast({ text, tone: good ? 'positive' : 'danger' });
    });
    if (!done) return;
    setClosing(false);
    onLeave();
  };
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 border-b py-1.5 pr-2 pl-4">
      <p role="status" className="flex-1 text-meta whitespace-nowrap">
        {count} selected
      </p>
      <Button look="ghost" size="small" aria-label="Select all" onClick={onAll}>
        All
      </Button>
      <Button look="ghost" size="small" onClick={onLeave}>
        Cancel
      </Button>
      <Button
        size="small"
        look="primary"
        disabled={count === 0 || count > limits.closedAtOnce}
        onClick={() => setClosing(true)}
      >
        Close…
      </Button>
      <CloseChat
        title={count === 1 ? 'Close 1 chat' : `Close ${count} chats`}
        busy={busy}
        open={closing}
        onOpenChange={setClosing}
        onClose={(why) => void close(why)}
      />
    </div>
  );
}
