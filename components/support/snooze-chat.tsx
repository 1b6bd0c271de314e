'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { snoozeChoices, untilWords } from './snooze-words.ts';

interface SnoozeChatProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A time, or (null) when the client writes. */
  onChoose: (until: string | null) => void;
}

/** Asks until when a chat is to be out of the way. */
export function SnoozeChat({ open, onOpenChange, onChoose }: SnoozeChatProps) {
  return (
    <Dialog
      title="Snooze"
      description="The chat comes back at that time, and when the client writes. The client sees nothing of it."
      open={open}
      onOpenChange={onOpenChange}
    >
      <Choices onChoose={onChoose} />
    </Dialog>
  );
}

function Choices({ onChoose }: Pick<SnoozeChatProps, 'onChoose'>) {
  const [now] = useState(() => new Date());
  const choices = snoozeChoices(now);
  return (
    <div className="flex flex-col gap-4">
      <ul className="-mx-2">
        <li>
          <Choice label="Until the client writes" onClick={() => onChoose(null)} />
        </li>
        {choices.map(({ label, until }) => (
          <li key={label}>
            <Choice
              label={label}
              hint={untilWords(until.getTime(), now.getTime())}
              onClick={() => onChoose(until.toISOString())}
            />
          </li>
        ))}
      </ul>
      <OtherTime onChoose={onChoose} />
    </div>
  );
}

function Choice({ label, hint, onClick }: { label: string; hint?: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="focus-inset flex min-h-11 w-full items-center gap-3 rounded-control px-2 py-1 text-left transition-colors hover:bg-hover"
    >
      <span className="min-w-0 flex-1">{label}</span>
      {hint && <span className="text-meta text-muted">{hint}</span>}
    </button>
  );
}

function OtherTime({ onChoose }: Pick<SnoozeChatProps, 'onChoose'>) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const time = Date.parse(text);
    if (Number.isNaN(time)) setError('Choose a day and a time.');
    else if (time <= Date.now()) setError('Choose a time to come.');
    else onChoose(new Date(time).toISOString());
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field label="Another time" error={error}>
        <Input type="datetime-local" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit">Snooze until then</Button>
      </div>
    </form>
  );
}
