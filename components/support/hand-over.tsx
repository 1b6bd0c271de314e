'use client';
import { useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useAccount } from '#components/realtime/hooks.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { limits } from '#server/protocol/limits.ts';
import { useAdmins } from './use-support-queries.ts';

interface HandOverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** With what is said to it, where anything is. */
  onChoose: (adminId: number, note?: string) => void;
}

/** Asks which of the other admins is to own the chat. */
export function HandOver({ open, onOpenChange, onChoose }: HandOverProps) {
  return (
    <Dialog
      title="Hand over"
      description="Who is chosen owns the chat from then on."
      open={open}
      onOpenChange={onOpenChange}
    >
      <Choice onChoose={onChoose} />
    </Dialog>
  );
}

function Choice({ onChoose }: Pick<HandOverProps, 'onChoose'>) {
  const [note, setNote] = useState('');
  return (
    <div className="flex flex-col gap-4">
      <OtherAdmins onChoose={(adminId) => onChoose(adminId, note.trim() || undefined)} />
      <Field label="Note" hint="Only admins see it.">
        <Textarea
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={limits.text}
          rows={2}
          className="max-h-40 min-h-16"
        />
      </Field>
    </div>
  );
}

function OtherAdmins({ onChoose }: { onChoose: (adminId: number) => void }) {
  const { id: ownId } = useAccount();
  const { data, error, refetch } = useAdmins(true);
  const others = data?.filter(({ id }) => id !== ownId);
  if (!others && error)
    return (
      <p role="alert" className="flex items-center gap-3 text-meta text-muted">
        <span className="flex-1">The admins could not be loaded. {errorView(error).message}.</span>
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  if (others?.length === 0) return <p className="text-meta text-muted">There is no other admin.</p>;
  return (
    <ul className="-mx-2 max-h-72 overflow-y-auto" aria-busy={!others}>
      {others?.map(({ id, name, username, available }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => onChoose(id)}
            className="focus-inset flex min-h-11 w-full items-center gap-3 rounded-control px-2 py-1 text-left transition-colors hover:bg-hover"
          >
            <Avatar id={id} name={name} />
            <span className="min-w-0 flex-1 truncate">
              {name} <span className="text-meta text-muted">@{username}</span>
            </span>
            {available && <span className="shrink-0 text-meta text-positive">Available</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
