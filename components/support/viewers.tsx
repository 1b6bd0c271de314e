'use client';
import { PenLine } from 'lucide-react';
import { useAccount, usePerson, useTyping, useViewers } from '#components/realtime/hooks.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';

/** As many as there is room for beside the title. */
const SHOWN = 3;

/** The other admins who have the chat open, so that two do not answer at once. The typing line says who types, aloud. */
export function Viewers({ conversationId }: { conversationId: number }) {
  const { id: ownId } = useAccount();
  const others = useViewers(conversationId).filter((id) => id !== ownId);
  const { who } = useTyping(conversationId);
  if (others.length === 0) return null;
  // Who types is what matters most.
  const sorted = others.toSorted((a, b) => Number(who.includes(b)) - Number(who.includes(a)));
  const more = sorted.length - SHOWN;
  return (
    <ul aria-label="Viewing now" className="flex min-w-0 items-center gap-1.5">
      {sorted.slice(0, SHOWN).map((id) => (
        <Viewer key={id} userId={id} typing={who.includes(id)} alone={others.length === 1} />
      ))}
      {more > 0 && (
        <li className="text-time text-muted">
          <span aria-hidden>+{more}</span>
          <span className="sr-only">and {more} more</span>
        </li>
      )}
    </ul>
  );
}

interface ViewerProps {
  userId: number;
  typing: boolean;
  /** There is room for a word. */
  alone: boolean;
}

function Viewer({ userId, typing, alone }: ViewerProps) {
  const person = usePerson(userId);
  if (!person) return null;
  const words = `${person.name} is ${typing ? 'typing a reply' : 'viewing'}`;
  return (
    <Tooltip label={words}>
      <li className="flex min-w-0 items-center gap-1.5">
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
