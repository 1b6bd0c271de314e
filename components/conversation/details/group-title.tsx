'use client';
import { Pencil } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useCommands } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { limits } from '#server/protocol/limits.ts';
import { useGroupCommand } from './use-group-command.ts';

/** A group's name, which everybody in it may change. */
export function GroupTitle({ row }: { row: ConversationRow }) {
  const [draft, setDraft] = useState<string | null>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const { rename } = useCommands();
  const { busy, error, run, clear } = useGroupCommand();

  const close = () => {
    setDraft(null);
    clear();
    // It is there again when React is done.
    requestAnimationFrame(() => pencil.current?.focus());
  };
  if (draft === null)
    return (
      <div className="flex items-center justify-center gap-1">
        <h3 className="min-w-0 pl-8 text-center text-title font-semibold">{row.name}</h3>
        <IconButton ref={pencil} size="small" label="Rename" onClick={() => setDraft(row.name)}>
          <Pencil aria-hidden strokeWidth={1.5} />
        </IconButton>
      </div>
    );

  const title = draft.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (title === '') return;
    if (title === row.name || (await run(() => rename(row.id, title)))) close();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex w-full flex-col gap-2">
      <Field
        label="Group name"
        error={title === '' ? 'Give the group a name.' : error ? `Not renamed. ${error.message}.` : undefined}
      >
        <Input
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={closeOnEscape}
          maxLength={limits.title}
          autoComplete="off"
          autoFocus
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={close}>
          Cancel
        </Button>
        <Button size="small" type="submit" look="primary" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
