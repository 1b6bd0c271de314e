'use client';
import { PenLine } from 'lucide-react';
import { useAccount, usePerson, useTyping, useViewers } from '#components/realtime/hooks.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';

/** As many as there is room for beside the title; a phone shows the first one. */
const SHOWN = 3;

/** The other admins who have the chat open, so that two do not answer at once. The typing line says who types, aloud. */
export function Viewers({ conversationId }: { conversationId: number }) {
  const { id: ownId } = useAccount();
  const others = useViewers(conversationId).filter((id) => id !== ownId);
  const { who } = useTyping(conversationId);
  if (others.length === 0) return null;
  // Who types is what matters most.
  const sorted = others.toSorted((a, b) => Number(who.includes(b)) - Number(who.includes(a)));
  const more = Math.max(0, sorted.length - SHOWN);
  return (
    <ul aria-label="Viewing now" className="flex min-w-0 items-center gap-1.5">
      {sorted.slice(0, SHOWN).map((id, place) => (
        <Viewer
          key={id}
          userId={id}
          typing={who.includes(id)}
          first={place === 0}
          alone={others.length === 1}
        />
      ))}
      {more > 0 && (
        <li className="text-time text-muted">
          <span aria-hidden className="max-md:hidden">
            +{more}
          </span>
          <span className="sr-only">and {more} more</span>
        </li>
      )}
      {others.length > 1 && (
        <li aria-hidden className="text-time text-muted md:hidden">
          +{others.length - 1}
        </li>
      )}
    </ul>
  );
}

interface ViewerProps {
  userId: number;
  typing: boolean;
  first: boolean;
  /** There is room for a word. */
  alone: boolean;
}

function Viewer({ userId, typing, first, alone }: ViewerProps) {
  const person = usePerson(userId);
  if (!person) return null;
  const words = `${person.name} is ${typing ? 'typing a reply' : 'viewing'}`;
  return (
    <Tooltip label={words}>
      <li className={cn('flex min-w-0 items-center gap-1.5', !first && 'max-md:sr-only')}>
        <span className="relative inline-flex">
          <Avatar id={person.id} name={person.name} size="small" />
          {typing && (
            <PenLine
              aria-hidden
              strokeWidth={2}
              className="absolute -right-1 -bottom-1 size-3.5 rounded-full bg-background p-0.5 text-accent"
            />
          )}
        </span>
        <span className={alone ? 'max-w-48 truncate text-time text-muted max-lg:sr-only' : 'sr-only'}>
          {words}
        </span>
      </li>
    </Tooltip>
  );
}
