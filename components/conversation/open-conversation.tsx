'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAccount } from '#components/realtime/hooks.ts';
import type { ConversationRow, LoadState, Member, TimelineItem } from '#components/realtime/types.ts';
import { Column } from '#components/shell/column.tsx';
import { DetailsPane } from '#components/shell/details-pane.tsx';
import { Page } from '#components/shell/page.tsx';
import { id } from '#server/protocol/fields.ts';
import { Composer, type ComposerHandle } from './composer/composer.tsx';
import { type ComposerMode, writing } from './composer/composer-mode.ts';
import { TypingLine } from './composer/typing-line.tsx';
import type { ConversationParts } from './conversation-parts.tsx';
import type { ConversationScope } from './conversation-scope.ts';
import { DetailsButton } from './header/details-button.tsx';
import { Timeline, type TimelineHandle } from './timeline/timeline.tsx';
import { useMemberNames } from './use-member-names.ts';

interface OpenConversationProps {
  row: ConversationRow;
  members: readonly Member[];
  state: LoadState;
  parts: ConversationParts;
  onClose?: (() => void) | undefined;
}

/** A conversation of which it is known at least what it is. */
export function OpenConversation({ row, members, state, parts, onClose }: OpenConversationProps) {
  const { id: conversationId, kind } = row;
  const { Header, Details, Aid, takesFocus = true } = parts;
  const { id: ownId } = useAccount();
  const [mode, setMode] = useState<ComposerMode>(writing);
  const [detailsOpen, setDetailsOpen] = useState(false);
  const timeline = useRef<TimelineHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const detailsToggle = useRef<HTMLButtonElement>(null);
  const at = id.safeParse(Number(useSearchParams().get('at'))).data ?? null;

  const gone = state === 'gone';
  const instead = gone ? <NoLongerIn /> : parts.insteadOfComposer?.(row);
  const canWrite = !instead;
  const names = useMemberNames(members);
  const moderates =
    kind === 'group' && members.some(({ userId, role }) => userId === ownId && role === 'owner');
  const people = useMemo(
    (): Omit<ConversationScope, 'handlers'> => ({
      conversationId,
      ownId,
      direct: kind === 'direct',
      canWrite,
      moderates,
      names,
    }),
    [conversationId, ownId, kind, canWrite, moderates, names],
  );

  // A phone's keyboard would cover what is to be read.
  useEffect(() => {
    if (takesFocus && window.matchMedia('(hover: hover) and (pointer: fine)').matches)
      composer.current?.focus();
  }, [takesFocus]);

  const toggleDetails = (open: boolean) => {
    setDetailsOpen(open);
    if (!open) detailsToggle.current?.focus();
  };

  return (
    <Page
      label={parts.pageLabel}
      header={
        <Header
          row={row}
          members={members}
          detailsButton={
            !gone && (
              <DetailsButton
                ref={detailsToggle}
                open={detailsOpen}
                onClick={() => toggleDetails(!detailsOpen)}
              />
            )
          }
        />
      }
      details={
        <DetailsPane title="Details" open={detailsOpen && !gone} onOpenChange={toggleDetails}>
          <Details row={row} members={members} onLeft={onClose} />
        </DetailsPane>
      }
    >
      <div className="relative min-h-0 flex-1">
        <Timeline
          ref={timeline}
          people={people}
          at={at}
          onReply={useCallback((item: TimelineItem) => setMode({ kind: 'reply', to: item }), [])}
          onEdit={useCallback(
            (item: TimelineItem) => setMode({ kind: 'edit', item, text: item.content }),
            [],
          )}
          onLeave={useCallback(() => composer.current?.focus(), [])}
        />
      </div>
      <Column className="pb-3">
        <TypingLine conversationId={conversationId} names={names} askerId={parts.repliesTo?.(row) ?? null} />
        {!instead && Aid && <Aid row={row} />}
        {instead || (
          <Composer
            ref={composer}
            row={row}
            useCompletion={parts.useCompletion}
            label={`Message ${parts.addressee ?? row.name}`}
            mode={mode}
            onModeChange={setMode}
            onEditLast={() => timeline.current?.editLast()}
          />
        )}
      </Column>
    </Page>
  );
}

function NoLongerIn() {
  return (
    <p className="rounded-panel border px-4 py-2.5 text-center text-meta text-muted">
      You are no longer in this conversation
    </p>
  );
}
