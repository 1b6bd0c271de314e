'use client';
import { type FormEvent, useState } from 'react';
import type { Closing } from '#components/realtime/support-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { limits } from '#server/protocol/limits.ts';
import { closeReason, type CloseReason } from '#server/protocol/support-events.ts';
import { closeReasons } from './close-reasons.ts';

interface CloseChatProps {
  /** As in "Close chat", "Close 3 chats". */
  title: string;
  busy: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onClose: (closing: Closing) => void;
}

/** Asks why a chat, or several, are closed; nothing need be said. */
export function CloseChat({ title, busy, open, onOpenChange, onClose }: CloseChatProps) {
  return (
    <Dialog
      title={title}
      description="Why, if you want to say so. Only admins see it."
      open={open}
      onOpenChange={onOpenChange}
    >
      <Why action={title} busy={busy} onClose={onClose} />
    </Dialog>
  );
}

interface WhyProps extends Pick<CloseChatProps, 'busy' | 'onClose'> {
  action: string;
}

function Why({ action, busy, onClose }: WhyProps) {
  const [reason, setReason] = useState<CloseReason>();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    onClose({ ...(reason && { reason }), ...(said !== '' && { text: said }) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <RadioGroup
        label="Reason"
        options={closeReason.options.map((value) => ({ value, label: closeReasons[value] }))}
        value={reason}
        onValueChange={setReason}
      />
      <Field label="More about it">
        <Textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={limits.closeText}
          rows={2}
          className="max-h-40 min-h-16"
        />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
