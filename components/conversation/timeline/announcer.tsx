'use client';
import { useEffect, useRef, useState } from 'react';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import { describe } from '#components/realtime/excerpt.ts';
import type { TimelineItem } from '#components/realtime/types.ts';

/** More than these at once are only counted. */
const MOST = 3;
const LENGTH = 200;

interface AnnouncerProps {
  items: readonly TimelineItem[];
  /** The newest message of the conversation, in `items` or not. */
  lastSeq: number;
}

/** Tells screen readers what others write while the conversation is open: once, and nothing of what is merely loaded. */
export function Announcer({ items, lastSeq }: AnnouncerProps) {
  const { ownId, names } = useConversationScope();
  const told = useRef(lastSeq);
  const [lines, setLines] = useState<readonly { key: number; text: string }[]>([]);

  useEffect(() => {
    const since = told.current;
    if (lastSeq <= since) return;
    told.current = lastSeq;
    const fresh = items.filter(({ seq, senderId }) => seq !== null && seq > since && senderId !== ownId);
    if (fresh.length === 0) return;
    const say = ({ kind, senderId, content, file }: TimelineItem) =>
      kind === 'system'
        ? content
        : `${names.get(senderId) ?? ''}: ${describe({ excerpt: content.slice(0, LENGTH), file })}`;
    const text = fresh.length > MOST ? `${fresh.length} new messages` : fresh.map(say).join('\n');
    // What is said twice must be said by a new line.
    setLines((held) => [...held.slice(-2), { key: lastSeq, text }]);
  }, [items, lastSeq, ownId, names]);

  return (
    <div aria-live="polite" className="sr-only">
      {lines.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
