'use client';
import { UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { PeoplePicker } from '#components/chats/people-picker.tsx';
import { peopleCount } from '#components/conversation/names.ts';
import { useCommands } from '#components/realtime/hooks.ts';
import type { Member } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose } from '#components/ui/dialog.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import { useGroupCommand } from './use-group-command.ts';

interface AddPeopleProps {
  conversationId: number;
  /** They are in it already. */
  members: readonly Member[];
}

/** A button, and the dialog in which people are chosen for a group. */
export function AddPeople({ conversationId, members }: AddPeopleProps) {
  const { addMembers } = useCommands();
  const { busy, error, run, clear } = useGroupCommand();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly Person[]>([]);

  const change = (next: boolean) => {
    setOpen(next);
    setChosen([]);
    clear();
  };
  const inside = members.flatMap(({ person }) => person ?? []);
  const without = (id: number) => chosen.filter((person) => person.id !== id);
  const toggle = (person: Person) => {
    if (inside.some(({ id }) => id === person.id)) return;
    if (chosen.some(({ id }) => id === person.id)) setChosen(without(person.id));
    else setChosen([...chosen, person].slice(0, limits.idsPerCommand));
  };
  const add = async () => {
    const ids = chosen.map(({ id }) => id);
    if (ids.length > 0 && (await run(() => addMembers(conversationId, ids)))) change(false);
  };

  return (
    <Dialog
      title="Add people"
      open={open}
      onOpenChange={change}
      trigger={
        <Button look="ghost" size="small" className="text-accent!">
          <UserPlus aria-hidden strokeWidth={1.5} />
          Add people
        </Button>
      }
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button look="primary" disabled={chosen.length === 0} busy={busy} onClick={() => void add()}>
            {chosen.length === 0 ? 'Add' : `Add ${peopleCount(chosen.length)}`}
          </Button>
        </>
      }
    >
      {error && (
        <p role="alert" className="pb-2 text-meta text-danger">
          Nobody was added. {error.message}.
        </p>
      )}
      {chosen.length > 0 && (
        <ul aria-label="Chosen" className="flex max-h-24 flex-wrap gap-1.5 overflow-y-auto pb-2">
          {chosen.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={`Remove ${name}`}
                onClick={() => setChosen(without(id))}
                className="touch-target inline-flex h-7 items-center gap-1.5 rounded-control bg-accent-weak pr-1.5 pl-2.5 text-meta transition-colors hover:text-muted"
              >
                {name}
                <X aria-hidden strokeWidth={1.5} className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PeoplePicker
        label="Search people"
        // Those who are in it are marked as well.
        chosen={[...inside, ...chosen]}
        onChoose={toggle}
        onBackspace={() => setChosen(chosen.slice(0, -1))}
        autoFocus
      />
    </Dialog>
  );
}
