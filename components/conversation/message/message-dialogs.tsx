'use client';
import type { MessageQuestion } from '#components/conversation/use-message-handlers.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { AlertDialog } from '#components/ui/alert-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { EmojiPicker } from './emoji-picker.tsx';

interface MessageDialogsProps {
  question: MessageQuestion | null;
  onRemove: (item: TimelineItem) => void;
  onReact: (item: TimelineItem, emoji: string) => void;
  /** The question is answered, one way or the other. */
  onDone: () => void;
}

/** What the reader is asked about a message. */
export function MessageDialogs({ question, onRemove, onReact, onDone }: MessageDialogsProps) {
  const close = (open: boolean) => open || onDone();
  return (
    <>
      <AlertDialog
        open={question?.about === 'remove'}
        onOpenChange={close}
        title="Delete this message?"
        description="It is deleted for everybody in the conversation."
        action="Delete"
        danger
        onAction={() => question && onRemove(question.item)}
      />
      <Dialog title="React" open={question?.about === 'react'} onOpenChange={close}>
        <div className="flex justify-center">
          <EmojiPicker
            onPick={(emoji) => {
              if (question) onReact(question.item, emoji);
              onDone();
            }}
          />
        </div>
      </Dialog>
    </>
  );
}
