'use client';
import { Pin, Plus, Sparkles } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import { ListEnd } from '#components/list/list-end.tsx';
import { RovingList } from '#components/list/roving-list.tsx';
import { rowLook } from '#components/list/row-look.ts';
import { RowTime } from '#components/list/row-time.tsx';
import { useConversations } from '#components/realtime/hooks.ts';
import { ListPane } from '#components/shell/list-pane.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { useGo } from '#components/shell/navigation.tsx';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import { assistantIn, assistantPath, newQuestionPath } from './paths.ts';
import { usePins } from './use-pins.ts';

const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The conversations with the assistant, those that are pinned on top, the latest first, and the way to a new one. `above` stands over the list. */
export function AssistantPane({ above }: { above?: ReactNode }) {
  const source = useConversations('assistant');
  const path = usePathname();
  const go = useGo();
  const list = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState('');
  const wanted = fold(filter.trim());
  const pins = usePins();
  const pinned = new Set(pins.map(({ id }) => id));
  const rows = [...pins, ...source.rows.filter(({ id }) => !pinned.has(id))].filter(({ name, last }) =>
    fold(`${name} ${last?.excerpt ?? ''}`).includes(wanted),
  );
  const currentId = assistantIn(path);
  return (
    <ListPane
      title="Assistant"
      actions={
        <IconButton label="New conversation" onClick={() => go(newQuestionPath)}>
          <Plus aria-hidden strokeWidth={1.5} />
        </IconButton>
      }
      above={
        <>
          {above}
          <SearchField
            label="Search conversations"
            placeholder="Search"
            value={filter}
            onValueChange={setFilter}
            className="mx-3 mb-2"
          />
        </>
      }
    >
      {rows.length === 0 && !source.hasMore ? (
        <div className="flex h-full">
          <EmptyState icon={<Sparkles aria-hidden strokeWidth={1.5} />}>
            {wanted === ''
              ? 'What you ask the assistant is kept here.'
              : `Nothing has “${filter.trim()}” in it.`}
          </EmptyState>
        </div>
      ) : (
        <RovingList
          ref={list}
          label="Conversations"
          lines={rows.map((row) => ({ key: `assistant-${row.id}`, opens: true, row }))}
          currentKey={currentId === null ? null : `assistant-${currentId}`}
          end={source.hasMore && <ListEnd key="end" loaded={source.rows.length} {...source} />}
        >
          {({ row }, { tabStop }) => (
            <Link
              href={assistantPath(row.id)}
              prefetch={false}
              data-conversation-id={row.id}
              aria-current={row.id === currentId ? 'page' : undefined}
              tabIndex={tabStop ? 0 : -1}
              className={rowLook(row.id === currentId)}
            >
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium">
                    {row.name || 'New conversation'}
                  </span>
                  {pinned.has(row.id) && (
                    <>
                      <Pin aria-hidden strokeWidth={1.5} className="size-3 shrink-0 self-center text-muted" />
                      <VisuallyHidden>Pinned</VisuallyHidden>
                    </>
                  )}
                  <RowTime at={row.activeAt} />
                </span>
                <span className="block truncate text-meta text-muted">{row.last?.excerpt}</span>
              </span>
            </Link>
          )}
        </RovingList>
      )}
    </ListPane>
  );
}
