'use client';
import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { MessageMenu } from '#components/conversation/message/message-menu.tsx';
import { useMessageMenu } from '#components/conversation/message/use-message-menu.ts';
import type { TimelineItem, TimelineView } from '#components/realtime/types.ts';
import { ContextMenu } from '#components/ui/context-menu.tsx';
import type { PlacedMessage } from './place-messages.ts';
import { EDGE, type ScrollKeeper } from './scroll-keeper.ts';
import { NewerEdge, OlderEdge } from './timeline-edges.tsx';
import { TimelineRow } from './timeline-row.tsx';
import { usePressedMessage } from './use-pressed-message.ts';
import type { useRowFocus } from './use-row-focus.ts';
import type { ShownWindow } from './window-step.ts';

interface VirtualTimelineProps {
  view: TimelineView;
  shown: ShownWindow<TimelineItem>;
  /** One for each item that is shown. */
  rows: readonly PlacedMessage[];
  keeper: ScrollKeeper;
  rowFocus: ReturnType<typeof useRowFocus>;
  highlighted: string | null;
  scroller: RefObject<HTMLDivElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** The list of messages, of which only those in sight are in the document. */
export function VirtualTimeline(props: VirtualTimelineProps) {
  const { view, shown, rows, keeper, rowFocus, highlighted, scroller, list, onKeyDown } = props;
  const pressed = usePressedMessage(shown.items);
  const menu = useMessageMenu(pressed.item);

  useLayoutEffect(() => {
    if (scroller.current && list.current)
      keeper.drawn({ element: scroller.current, list: list.current, view, shown });
  });
  useLayoutEffect(() => () => keeper.dispose(), [keeper]);

  return (
    <ContextMenu
      menu={pressed.item && <MessageMenu key={pressed.item.key} item={pressed.item} menu={menu} />}
      onOpenChange={pressed.onOpenChange}
      onCloseAutoFocus={menu.onCloseAutoFocus}
    >
      {/* It hears the keys of its messages. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        role="log"
        aria-label="Messages"
        aria-live="off"
        aria-busy={view.loadingOlder || view.loadingNewer}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has only keys must be able to scroll it
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...rowFocus.listeners}
        {...pressed.listeners}
        className="focus-inset flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {/* A few messages stand at the end, by the composer. */}
        <div className="flex-1" />
        <OlderEdge view={view} />
        <Virtualizer
          key={shown.generation}
          ref={list}
          data={rows}
          shift={shown.shift}
          startMargin={EDGE}
          // Rows are measured before they come in sight, so that nothing moves when they do.
          bufferSize={800}
          keepMounted={rowFocus.keepMounted}
          onScroll={keeper.scrolled}
          onScrollEnd={keeper.rested}
          onResize={() => {
            keeper.resized();
            rowFocus.retry();
          }}
        >
          {(row) => <TimelineRow key={row.item.key} {...row} highlighted={row.item.key === highlighted} />}
        </Virtualizer>
        <NewerEdge view={view} />
      </div>
    </ContextMenu>
  );
}
