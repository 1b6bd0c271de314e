'use client';
import { type KeyboardEvent, useState } from 'react';
import { SearchField } from '#components/ui/search-field.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { PersonOption } from './person-option.tsx';
import { PickerMessage } from './picker-message.tsx';
import { useCombobox } from '#components/ui/use-combobox.ts';
import { usePeopleSearch } from './use-people-search.ts';

interface PeoplePickerProps {
  /** The name of the field, as in "Add people". */
  label: string;
  /** Those who are chosen, where several may be. */
  chosen?: readonly Person[];
  onChoose: (person: Person) => void;
  /** Backspace in the empty field. */
  onBackspace?: () => void;
  autoFocus?: boolean;
}

/** A field that searches people, and those found. */
export function PeoplePicker({ label, chosen, onChoose, onBackspace, autoFocus }: PeoplePickerProps) {
  const [query, setQuery] = useState('');
  const search = usePeopleSearch(query);
  const { people } = search;

  const combobox = useCombobox({
    count: people.length,
    query,
    several: chosen !== undefined,
    onChoose(index) {
      const person = people[index];
      if (!person) return;
      onChoose(person);
      if (chosen) setQuery('');
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && query === '') onBackspace?.();
    combobox.field.onKeyDown(event);
  };
  const isChosen = ({ id }: Person) => chosen?.some((person) => person.id === id);

  return (
    <div>
      <SearchField
        {...combobox.field}
        label={label}
        value={query}
        onValueChange={setQuery}
        onKeyDown={onKeyDown}
        autoFocus={autoFocus}
      />
      <div className="-mx-2 mt-2 h-64 overflow-y-auto">
        {people.length === 0 ? (
          <PickerMessage query={query.trim()} search={search} />
        ) : (
          <div {...combobox.list} aria-label="People">
            {people.map((person, index) => (
              <PersonOption
                key={person.id}
                {...combobox.option(index, isChosen(person))}
                person={person}
                chosen={isChosen(person)}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
