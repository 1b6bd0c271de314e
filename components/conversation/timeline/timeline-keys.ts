import type { KeyboardEvent } from 'react';
import type { ConversationScope } from '#components/conversation/conversation-scope.ts';
import { commandsFor, isLive, type MessageCommand } from '#components/conversation/message/commands.tsx';
import type { TimelineItem } from '#components/realtime/types.ts';
import { keyAround } from './use-row-focus.ts';

const shortcuts: Record<string, MessageCommand> = {
  r: 'reply',
  e: 'edit',
  delete: 'remove',
  // What a Mac's Delete key says.
  backspace: 'remove',
};

interface KeyParts {
  items: readonly TimelineItem[];
  scope: ConversationScope;
  /** Where the arrows begin while no message has the focus. */
  lowest: () => TimelineItem | null;
  /** Moves the focus to a message and brings it in sight. */
  moveTo: (index: number) => void;
  /** Esc: back to the composer. */
  leave: () => void;
}

/** Lines about the conversation cannot be acted on: the arrows pass over them. */
function nextIndex(items: readonly TimelineItem[], from: number, step: 1 | -1): number {
  let index = from;
  while (items[index]?.kind === 'system') index += step;
  return index;
}

/** The message that a command without a focused message is about: the last that it can be done with. */
const lastFor = (command: MessageCommand, { items, scope }: KeyParts) =>
  items.findLast(
    (item) =>
      commandsFor(item, scope).includes(command) && (command !== 'edit' || item.senderId === scope.ownId),
  );

function move(event: KeyboardEvent, index: number, { items, lowest, moveTo }: KeyParts): boolean {
  const begin = () => {
    const item = lowest();
    return item ? items.indexOf(item) : items.length - 1;
  };
  const targets: Record<string, () => number> = {
    ArrowUp: () => nextIndex(items, index < 0 ? begin() : index - 1, -1),
    ArrowDown: () => nextIndex(items, index < 0 ? begin() : index + 1, 1),
    Home: () => nextIndex(items, 0, 1),
    End: () => nextIndex(items, items.length - 1, -1),
  };
  const target = targets[event.key]?.();
  if (target === undefined) return false;
  if (items[target]) moveTo(target);
  return true;
}

/** The keys of the list of messages: arrows, Home and End move; R, E and Delete do; Esc leaves. */
export function handleTimelineKey(event: KeyboardEvent<HTMLElement>, parts: KeyParts): void {
  const { items, scope, leave } = parts;
  // Menus of a message stand elsewhere in the document, and have keys of their own.
  if (
    event.defaultPrevented ||
    !(event.target instanceof Node) ||
    !event.currentTarget.contains(event.target)
  )
    return;
  const key = keyAround(event.target);
  const index = key === null ? -1 : items.findIndex((item) => item.key === key);
  const item = items[index];

  if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
    const nothingSelected = document.getSelection()?.isCollapsed ?? true;
    if (item && isLive(item) && nothingSelected) scope.handlers.copy(item);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') leave();
  else if (!move(event, index, parts)) {
    const command = shortcuts[event.key.toLowerCase()];
    const about = command && (item ?? (command === 'remove' ? undefined : lastFor(command, parts)));
    if (!command || !about || !commandsFor(about, scope).includes(command)) return;
    scope.handlers[command](about);
  }
  event.preventDefault();
}
