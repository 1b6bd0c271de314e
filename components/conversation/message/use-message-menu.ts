'use client';
import { useRef } from 'react';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import type { MessageCommand } from './commands.tsx';

/** What a menu of one message does. */
export interface MessageMenuActions {
  run(command: MessageCommand): void;
  react(emoji: string): void;
  chooseReaction(): void;
  /** For the menu: leaves the focus where the person goes on. */
  onCloseAutoFocus(event: Event): void;
}

const composing: readonly MessageCommand[] = ['reply', 'edit'];

/** Runs what is chosen in a menu of one message. */
export function useMessageMenu(item: TimelineItem | null): MessageMenuActions {
  const { handlers } = useConversationScope();
  /** A closing menu still takes the focus when the pointer is over it: where it goes is settled when it is gone. */
  const toComposer = useRef(false);
  const act = (what: (item: TimelineItem) => void, composes = false) => {
    if (!item) return;
    toComposer.current = composes;
    // The message takes the focus first: a dialog that opens gives it back there.
    handlers.focus(item);
    what(item);
  };
  return {
    run: (command) => act((about) => handlers[command](about), composing.includes(command)),
    react: (emoji) => act((about) => handlers.react(about, emoji)),
    chooseReaction: () => act(handlers.chooseReaction),
    onCloseAutoFocus(event) {
      event.preventDefault();
      const lost = document.activeElement === document.body;
      if (lost && toComposer.current) handlers.compose();
      else if (lost && item) handlers.focus(item);
      toComposer.current = false;
    },
  };
}
