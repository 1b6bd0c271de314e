import { Check } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { optionLook } from '#components/ui/option-look.ts';

interface PersonOptionProps extends Omit<ComponentProps<'div'>, 'children'> {
  person: Person;
  chosen?: boolean | undefined;
}

/** Somebody who can be chosen. */
export function PersonOption({ person, chosen = false, ...props }: PersonOptionProps) {
  return (
    <div {...props} className={optionLook}>
      <Avatar id={person.id} name={person.name} />
      <span className="min-w-0 flex-1 truncate">
        {person.name} <span className="text-meta text-muted">@{person.username}</span>
      </span>
      {chosen && <Check aria-hidden strokeWidth={1.5} className="size-4.5 shrink-0 text-accent" />}
    </div>
  );
}
