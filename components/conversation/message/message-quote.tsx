'use client';
import { useConversationScope } from '#components/conversation/conversation-scope.ts';
import { BLANK } from '#components/conversation/use-presence-words.ts';
import { describe } from '#components/realtime/excerpt.ts';
import { usePerson } from '#components/realtime/hooks.ts';
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx';
import type { Quote } from '#server/protocol/conversation.ts';

/** What a message answers; pressing it goes there. */
export function MessageQuote({ quote }: { quote: Quote }) {
  const { ownId, handlers } = useConversationScope();
  const sender = usePerson(quote.senderId);
  return (
    <button
      type="button"
      onClick={() => handlers.jumpTo(quote.seq)}
      className="mb-1 block max-w-full rounded-r-small border-l-2 border-accent py-0.5 pr-2 pl-2.5 text-left text-meta transition-colors hover:bg-hover"
    >
      <VisuallyHidden>In reply to </VisuallyHidden>
      <span className="block truncate font-medium">
        {quote.senderId === ownId ? 'You' : (sender?.name ?? BLANK)}
      </span>
      <span className="line-clamp-2 text-muted">{quote.deleted ? 'Message deleted' : describe(quote)}</span>
    </button>
  );
}
