'use client';
import { useCallback, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import {
  type ConversationScope,
  ConversationScopeContext,
} from '#components/conversation/conversation-scope.ts';
import { commandsFor } from '#components/conversation/message/commands.tsx';
import { MessageDialogs } from '#components/conversation/message/message-dialogs.tsx';
import { localDay, utcDay } from '#components/conversation/time/day.ts';
import { useMessageHandlers } from '#components/conversation/use-message-handlers.ts';
import { useReadState } from '#components/realtime/hooks.ts';
import type { TimelineView } from '#components/realtime/types.ts';
import { useAwake } from '#components/ui/use-awake.ts';
import { Announcer } from './announcer.tsx';
import { EmptyTimeline } from './empty-timeline.tsx';
import { JumpButton } from './jump-button.tsx';
import { placeMessages } from './place-messages.ts';
import type { TimelineProps } from './timeline.tsx';
import { StaticTimeline } from './static-timeline.tsx';
import { handleTimelineKey } from './timeline-keys.ts';
import { useHighlight } from './use-highlight.ts';
import { useReaderPlace } from './use-reader-place.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useUnreadLine } from './use-unread-line.ts';
import { useWindow } from './use-window.ts';
import { VirtualTimeline } from './virtual-timeline.tsx';

interface LoadedTimelineProps extends TimelineProps {
  view: TimelineView;
}

/** The messages of a conversation, and what can be done with them. */
export function LoadedTimeline({ view, people, at, onReply, onEdit, onLeave, ref }: LoadedTimelineProps) {
  const { conversationId, ownId } = people;
  const awake = useAwake();
  const [atEnd, setAtEnd] = useState(view.items.length === 0);
  const read = useReadState(conversationId, atEnd);
  const unreadAfter = useUnreadLine({ read, items: view.items, lastSeq: view.lastSeq, ownId, atEnd });
  const shown = useWindow(view.items);
  const { items } = shown;
  const { hasOlder } = view;
  const rows = useMemo(
    () => placeMessages(items, { ownId, dayOf: awake ? localDay : utcDay, unreadAfter, hasOlder }),
    [items, ownId, awake, unreadAfter, hasOlder],
  );

  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const rowFocus = useRowFocus(scroller, items);
  const [highlighted, highlight] = useHighlight();
  const { focus: focusRow } = rowFocus;
  const arrived = useCallback(
    (key: string) => {
      highlight(key);
      focusRow(key);
    },
    [highlight, focusRow],
  );
  const place = useReaderPlace({ view, at, unreadAfter, atEnd: setAtEnd, arrived });

  const { handlers, question, answered, remove } = useMessageHandlers({
    conversationId,
    reply: onReply,
    edit: onEdit,
    compose: onLeave,
    jumpTo: place.jumpTo,
    focus: useCallback(({ key }: { key: string }) => focusRow(key), [focusRow]),
  });
  const scope = useMemo((): ConversationScope => ({ ...people, handlers }), [people, handlers]);
  const editLast = () => {
    const item = items.findLast((one) => one.senderId === ownId && commandsFor(one, scope).includes('edit'));
    if (item) onEdit(item);
  };
  useImperativeHandle(ref, () => ({ editLast }));

  return (
    <ConversationScopeContext value={scope}>
      {items.length === 0 ? (
        <EmptyTimeline onWrite={onLeave} />
      ) : awake && place.known ? (
        <VirtualTimeline
          view={view}
          shown={shown}
          rows={rows}
          keeper={place.keeper}
          rowFocus={rowFocus}
          highlighted={highlighted}
          scroller={scroller}
          list={list}
          onKeyDown={(event) =>
            handleTimelineKey(event, {
              items,
              scope,
              lowest: place.keeper.lowest,
              leave: onLeave,
              moveTo(index) {
                const key = items[index]?.key;
                if (key !== undefined) focusRow(key);
                list.current?.scrollToIndex(index, { align: 'nearest' });
              },
            })
          }
        />
      ) : (
        <StaticTimeline rows={rows} />
      )}
      {awake && place.known && !atEnd && items.length > 0 && (
        <JumpButton
          unread={read.unread}
          onClick={() => {
            scroller.current?.focus({ preventScroll: true });
            place.goOn(read.unread);
          }}
        />
      )}
      <Announcer items={view.items} lastSeq={view.lastSeq} />
      <MessageDialogs question={question} onRemove={remove} onReact={handlers.react} onDone={answered} />
    </ConversationScopeContext>
  );
}
