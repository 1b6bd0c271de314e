'use client';
import type { RefObject } from 'react';
import { ListEnd } from '#components/list/list-end.tsx';
import { RovingList } from '#components/list/roving-list.tsx';
import type { ConversationsView } from '#components/realtime/hooks.ts';
import type { Person } from '#server/protocol/identity.ts';
import { ConversationItem } from './conversation-item.tsx';
import { isOpenable, type ListEntry } from './list-entries.ts';
import { PersonItem } from './person-item.tsx';

interface ConversationListProps {
  ref: RefObject<HTMLElement | null>;
  entries: readonly ListEntry[];
  /** The open conversation. */
  currentId: number | null;
  /** Where the list comes from: its end loads more. */
  source: ConversationsView;
  onOpenPerson: (person: Person) => void;
}

/** The lines of the pane of chats. */
export function ConversationList({ ref, entries, currentId, source, onOpenPerson }: ConversationListProps) {
  const currentKey = currentId === null ? null : `chat-${currentId}`;
  return (
    <RovingList
      ref={ref}
      label="Conversations"
      lines={entries.map((entry) => ({ ...entry, opens: isOpenable(entry) }))}
      currentKey={currentKey}
      end={source.hasMore && <ListEnd key="end" loaded={source.rows.length} {...source} />}
    >
      {(entry, { tabStop }) => {
        if (entry.type === 'conversation')
          return <ConversationItem row={entry.row} current={entry.key === currentKey} tabStop={tabStop} />;
        if (entry.type === 'person')
          return <PersonItem person={entry.person} tabStop={tabStop} onOpen={onOpenPerson} />;
        return <h2 className="px-4 pt-4 pb-1.5 text-time font-medium text-muted">{entry.label}</h2>;
      }}
    </RovingList>
  );
}
