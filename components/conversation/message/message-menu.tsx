'use client';
import { SmilePlus } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import { useState } from 'react';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import { MessageTime } from '#components/conversation/time/message-time.tsx';
import type { TimelineItem } from '#components/realtime/types.ts';
import { ContextItem, ContextSeparator } from '#components/ui/context-menu.tsx';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import { commandLooks, commandsFor, isLive } from './commands.tsx';
import { quickEmojis } from './emojis.ts';
import type { MessageMenuActions } from './use-message-menu.ts';

interface MessageMenuProps {
  item: TimelineItem;
  menu: MessageMenuActions;
}

const emojiLook =
  'touch-target flex size-9 items-center justify-center rounded-small text-title outline-none data-highlighted:bg-selected';

/** What a long or right press on a message offers. */
export function MessageMenu({ item, menu }: MessageMenuProps) {
  const scope = useConversationScope();
  const [emojis] = useState(() => quickEmojis(6));
  return (
    <>
      <p className="px-2 pt-1 pb-1.5 text-time text-muted">
        <MessageTime at={item.createdAt} long />
      </p>
      {isLive(item) && scope.canWrite && (
        <>
          <div role="group" aria-label="React" className="flex">
            {emojis.map((emoji) => (
              <ContextMenu.Item key={emoji} onSelect={() => menu.react(emoji)} className={emojiLook}>
                {emoji}
              </ContextMenu.Item>
            ))}
            <ContextMenu.Item onSelect={menu.chooseReaction} className={emojiLook}>
              <SmilePlus aria-hidden strokeWidth={1.5} className="size-4.5 text-muted" />
              <VisuallyHidden>More reactions</VisuallyHidden>
            </ContextMenu.Item>
          </div>
          <ContextSeparator />
        </>
      )}
      {commandsFor(item, scope).map((command) => {
        const { label, ...look } = commandLooks[command];
        return (
          <ContextItem key={command} {...look} onSelect={() => menu.run(command)}>
            {label}
          </ContextItem>
        );
      })}
    </>
  );
}
