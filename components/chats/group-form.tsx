'use client';
import { X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import { PeoplePicker } from './people-picker.tsx';
import { StartError } from './start-error.tsx';
import { useStartChat } from './use-start-chat.ts';

interface GroupFormProps {
  /** Called when the group is there. */
  onDone: () => void;
  onBack: () => void;
}

/** Asks for a group's name and people, and makes it. */
export function GroupForm({ onDone, onBack }: GroupFormProps) {
  const [title, setTitle] = useState('');
  const [members, setMembers] = useState<readonly Person[]>([]);
  const [checked, setChecked] = useState(false);
  const { group, busy, error } = useStartChat({ started: onDone });
  const membersId = useId();

  const nameless = title.trim() === '';
  const alone = members.length === 0;
  const without = (id: number) => members.filter((member) => member.id !== id);
  const toggle = (person: Person) =>
    setMembers(
      members.some(({ id }) => id === person.id)
        ? without(person.id)
        : [...members, person].slice(0, limits.idsPerCommand),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (nameless || alone) return;
    void group(
      title.trim(),
      members.map(({ id }) => id),
    );
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 pt-1">
      {error && <StartError error={error} />}
      <Field label="Group name" error={checked && nameless ? 'Give the group a name.' : undefined}>
        <Input
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          maxLength={limits.title}
          autoComplete="off"
          autoFocus
        />
      </Field>
      <div role="group" aria-labelledby={membersId} className="flex flex-col gap-2">
        <p id={membersId} className="text-meta font-medium">
          People
        </p>
        {members.length > 0 && (
          <ul className="flex max-h-24 flex-wrap gap-1.5 overflow-y-auto">
            {members.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  aria-label={`Remove ${person.name}`}
                  onClick={() => setMembers(without(person.id))}
                  className="touch-target inline-flex h-7 items-center gap-1.5 rounded-control bg-accent-weak pr-1.5 pl-2.5 text-meta transition-colors hover:text-muted"
                >
                  {person.name}
                  <X aria-hidden strokeWidth={1.5} className="size-3.5" />
                </button>
              </li>
            ))}
          </ul>
        )}
        {checked && alone && <p className="text-meta text-danger">Choose at least one person.</p>}
        <PeoplePicker
          label="Add people"
          chosen={members}
          onChoose={toggle}
          onBackspace={() => setMembers(members.slice(0, -1))}
        />
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" look="primary" busy={busy}>
          Create group
        </Button>
      </div>
    </form>
  );
}
