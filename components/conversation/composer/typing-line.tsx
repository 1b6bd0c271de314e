'use client';
import { typingSentence } from '#components/conversation/names.ts';
import { useRuns, useTyping } from '#components/realtime/hooks.ts';

interface TypingLineProps {
  conversationId: number;
  names: ReadonlyMap<number, string>;
}

/** What the assistant is called where it answers among people. */
const ASSISTANT = 'Assistant';

/** Who types, the assistant while it answers included. Its place is kept free, so that nothing moves when somebody begins. */
export function TypingLine({ conversationId, names }: TypingLineProps) {
  const { who } = useTyping(conversationId);
  const answering = useRuns(conversationId).some(({ state }) => state === 'QUEUED' || state === 'RUNNING');
  const people = who.flatMap((id) => names.get(id) ?? []);
  return (
    <p role="status" className="h-5 truncate px-3 text-time leading-5 text-muted">
      {typingSentence(answering ? [...people, ASSISTANT] : people)}
    </p>
  );
}
