'use client';
import { usePathname } from 'next/navigation';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useConversations } from '#components/realtime/hooks.ts';
import { ListPane } from '#components/shell/list-pane.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Person } from '#server/protocol/identity.ts';
import { chatIn } from './chat-path.ts';
import { ConversationList } from './conversation-list.tsx';
import { entriesOf, findRows } from './list-entries.ts';
import { ListPlaceholder } from './list-placeholder.tsx';
import { NewConversationButton } from './new-conversation.tsx';
import { usePeopleSearch } from './use-people-search.ts';
import { useStartChat } from './use-start-chat.ts';

/** The list of conversations with its filter, which also finds people. `above` stands over the list. */
export function ChatsPane({ above }: { above?: ReactNode }) {
  const path = usePathname();
  const source = useConversations();
  const list = useRef<HTMLElement>(null);
  // A filter lasts until something was opened.
  const [typed, setTyped] = useState({ path, text: '' });
  const filter = typed.path === path ? typed.text : '';
  const setFilter = (text: string) => setTyped({ path, text });
  const asked = filter.trim() !== '';

  const search = usePeopleSearch(filter, asked);
  const rows = asked ? findRows(source.rows, filter) : source.rows;
  const entries = entriesOf(rows, search.people, source.rows);

  const toast = useToast();
  const { direct } = useStartChat({ failed: (error) => toast({ text: error.message, tone: 'danger' }) });

  const enterList = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    const first = list.current?.querySelector<HTMLElement>(
      event.key === 'Enter' ? 'a, button' : '[tabindex="0"]',
    );
    if (!first || (event.key === 'Enter' && !asked)) return;
    event.preventDefault();
    if (event.key === 'Enter') first.click();
    else first.focus();
  };

  return (
    <ListPane
      title="Chats"
      actions={<NewConversationButton />}
      above={
        <>
          {above}
          <SearchField
            label="Search chats and people"
            placeholder="Search"
            value={filter}
            onValueChange={setFilter}
            onKeyDown={enterList}
            className="mx-3 mb-2"
          />
        </>
      }
    >
      {entries.length === 0 && !source.hasMore ? (
        <ListPlaceholder filter={filter.trim()} search={search} onClear={() => setFilter('')} />
      ) : (
        <ConversationList
          ref={list}
          entries={entries}
          currentId={chatIn(path)}
          source={source}
          onOpenPerson={(person: Person) => void direct(person.id)}
        />
      )}
    </ListPane>
  );
}
