'use client';
import { type MouseEvent, type PointerEvent, type TouchEvent, useRef, useState } from 'react';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import { commandsFor } from '#components/conversation/message/commands.tsx';
import type { TimelineItem } from '#components/realtime/types.ts';
import { keyAround } from './use-row-focus.ts';

/** The message that a right or long press was on, for one menu that serves the whole list. */
export function usePressedMessage(items: readonly TimelineItem[]) {
  const scope = useConversationScope();
  const pressed = useRef<TimelineItem | null>(null);
  /** A finger rests on the list, and the menu may have opened under it. */
  const touch = useRef<'none' | 'resting' | 'opened'>('none');
  const [item, setItem] = useState<TimelineItem | null>(null);

  /** Links and selected text have the browser's own menu. */
  const find = (target: EventTarget) => {
    if (target instanceof Element && target.closest('a')) return null;
    const key = keyAround(target);
    const found = key === null ? undefined : items.find((one) => one.key === key);
    return found && commandsFor(found, scope).length > 0 ? found : null;
  };

  return {
    item,
    onOpenChange(open: boolean) {
      if (!open) return;
      setItem(pressed.current);
      if (touch.current === 'resting') touch.current = 'opened';
    },
    listeners: {
      onPointerDown(event: PointerEvent) {
        if (event.pointerType === 'mouse') return;
        touch.current = 'resting';
        pressed.current = find(event.target);
        // The menu's long press heeds this; scrolling and clicks do not.
        if (!pressed.current) event.preventDefault();
      },
      onTouchEnd(event: TouchEvent) {
        // The finger that opened the menu must not press what lies under it as well.
        if (touch.current === 'opened') event.preventDefault();
        touch.current = 'none';
      },
      onContextMenuCapture(event: MouseEvent) {
        const selected = document.getSelection()?.isCollapsed === false;
        pressed.current = selected ? null : find(event.target);
        if (!pressed.current) event.stopPropagation();
      },
    },
  };
}
