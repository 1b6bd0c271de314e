'use client';
import { useState } from 'react';
import { useConversations } from '#components/realtime/hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { Count } from '#components/ui/count.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { useGo } from '#components/shell/navigation.tsx';
import { chatPath } from './chat-path.ts';
import { entriesOf, findRows, isOpenable, type OpenableEntry } from './list-entries.ts';
import { optionLook } from '#components/ui/option-look.ts';
import { PersonOption } from './person-option.tsx';
import { PickerMessage } from './picker-message.tsx';
import { RowAvatar } from './row-avatar.tsx';
import { StartError } from './start-error.tsx';
import { useCombobox } from '#components/ui/use-combobox.ts';
import { usePeopleSearch } from './use-people-search.ts';
import { useStartChat } from './use-start-chat.ts';

/** As many conversations as are seen without scrolling far. */
const SHOWN = 12;

/** The field of the switcher with conversations and people in one list. */
export function SwitcherSearch({ onDone }: { onDone: () => void }) {
  const [query, setQuery] = useState('');
  const { rows } = useConversations();
  const search = usePeopleSearch(query);
  const found = findRows(rows, query).slice(0, SHOWN);
  const entries = entriesOf(found, search.people, rows).filter(isOpenable);

  const go = useGo();
  const { direct, error } = useStartChat({ started: onDone });
  const open = (entry: OpenableEntry) => {
    if (entry.type === 'person') return void direct(entry.person.id);
    onDone();
    go(chatPath(entry.row.id));
  };
  const combobox = useCombobox({
    count: entries.length,
    query,
    onChoose(index) {
      const entry = entries[index];
      if (entry) open(entry);
    },
  });

  const option = (entry: OpenableEntry, index: number) =>
    entry.type === 'person' ? (
      <PersonOption key={entry.key} {...combobox.option(index)} person={entry.person} />
    ) : (
      <div key={entry.key} {...combobox.option(index)} className={optionLook}>
        <RowContent row={entry.row} />
      </div>
    );

  return (
    <>
      <div className="border-b p-3">
        <SearchField
          {...combobox.field}
          label="Search chats and people"
          value={query}
          onValueChange={setQuery}
        />
      </div>
      <div className="h-96 max-h-[60dvh] overflow-y-auto p-2">
        {error && <StartError error={error} />}
        {entries.length === 0 ? (
          <PickerMessage query={query.trim()} search={search} />
        ) : (
          <div {...combobox.list} aria-label="Chats and people">
            {entries.map(option)}
          </div>
        )}
      </div>
    </>
  );
}

function RowContent({ row }: { row: ConversationRow }) {
  return (
    <>
      <RowAvatar row={row} size="medium" />
      <span className="min-w-0 flex-1 truncate">{row.name}</span>
      <Count value={row.unread} label="unread" />
    </>
  );
}
