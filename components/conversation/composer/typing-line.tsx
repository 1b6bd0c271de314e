'use client';
import { typingSentence } from '#components/conversation/names.ts';
import { useRuns, useTyping } from '#components/realtime/hooks.ts';

interface TypingLineProps {
  conversationId: number;
  names: ReadonlyMap<number, string>;
  /** Whom everybody else answers; null where all are alike. */
  askerId: number | null;
}

/** What the assistant is called where it answers among people. */
const ASSISTANT = 'Assistant';

/** Who types, the assistant while it answers included. Its place is kept free, so that nothing moves when somebody begins. */
export function TypingLine({ conversationId, names, askerId }: TypingLineProps) {
  const { who } = useTyping(conversationId);
  const answering = useRuns(conversationId).some(({ state }) => state === 'QUEUED' || state === 'RUNNING');
  const namesOf = (ids: readonly number[]) => ids.flatMap((id) => names.get(id) ?? []);
  const alike = namesOf(who.filter((id) => askerId === null || id === askerId));
  const replying = namesOf(who.filter((id) => askerId !== null && id !== askerId));
  return (
    <p role="status" className="h-5 truncate px-3 text-time leading-5 text-muted">
      {[typingSentence(answering ? [...alike, ASSISTANT] : alike), typingSentence(replying, 'a reply')]
        .filter((sentence) => sentence !== '')
        .join(' · ')}
    </p>
  );
}
