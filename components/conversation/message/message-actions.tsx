'use client';
import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { cn } from '#components/ui/cn.ts';
import { DropdownItem, DropdownMenu } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { commandLooks, commandsFor, isLive } from './commands.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { useMessageMenu } from './use-message-menu.ts';

interface MessageActionsProps {
  item: TimelineItem;
  own: boolean;
  /** A menu of it is open: it must stay. */
  onHold: (held: boolean) => void;
}

/** The small bar of a message that somebody is at: react, reply, more. */
export function MessageActions({ item, own, onHold }: MessageActionsProps) {
  const scope = useConversationScope();
  const menu = useMessageMenu(item);
  const [open, setOpen] = useState<'emojis' | 'more' | null>(null);
  const more = commandsFor(item, scope).filter((command) => command !== 'reply');
  if (more.length === 0) return null;

  const opens = (which: 'emojis' | 'more') => (next: boolean) => {
    setOpen(next ? which : null);
    if (next) onHold(true);
  };
  // The bar is let go only when its menu has left: it stands under it until then.
  const onCloseAutoFocus = (event: Event) => {
    menu.onCloseAutoFocus(event);
    onHold(false);
  };
  const pick = (emoji: string) => {
    setOpen(null);
    menu.react(emoji);
  };

  return (
    <div
      role="group"
      aria-label="Message actions"
      className={cn(
        'absolute right-0 bottom-full z-10 -mb-4 flex rounded-control border bg-raised p-0.5 shadow-float',
        // With room it stands beside the words: before a bubble, after what others wrote.
        own
          ? '@2xl:right-full @2xl:-bottom-0.5 @2xl:mr-1 @2xl:mb-0'
          : '@2xl:top-0 @2xl:bottom-auto @2xl:mb-0',
      )}
    >
      {isLive(item) && scope.canWrite && (
        <>
          <Popover
            label="React"
            align="end"
            className="p-1"
            open={open === 'emojis'}
            onOpenChange={opens('emojis')}
            onCloseAutoFocus={onCloseAutoFocus}
            trigger={
              <IconButton size="small" label="React">
                <SmilePlus aria-hidden strokeWidth={1.5} />
              </IconButton>
            }
          >
            <EmojiPicker onPick={pick} />
          </Popover>
          <IconButton size="small" label="Reply" shortcut="R" onClick={() => scope.handlers.reply(item)}>
            <Reply aria-hidden strokeWidth={1.5} />
          </IconButton>
        </>
      )}
      <DropdownMenu
        open={open === 'more'}
        onOpenChange={opens('more')}
        onCloseAutoFocus={onCloseAutoFocus}
        trigger={
          <IconButton size="small" label="More">
            <Ellipsis aria-hidden strokeWidth={1.5} />
          </IconButton>
        }
      >
        {more.map((command) => {
          const { label, ...look } = commandLooks[command];
          return (
            <DropdownItem key={command} {...look} onSelect={() => menu.run(command)}>
              {label}
            </DropdownItem>
          );
        })}
      </DropdownMenu>
    </div>
  );
}
