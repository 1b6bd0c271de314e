import { MessageFile } from '#components/conversation/file/message-file.tsx';
import { MessageTime } from '#components/conversation/time/message-time.tsx';
import type { TimelineItem } from '#components/realtime/types.ts';
import { Markdown } from '#components/markdown/markdown.tsx';
import { cn } from '#components/ui/cn.ts';
import { isEmojiOnly } from './emoji-only.ts';
import { MessageQuote } from './message-quote.tsx';
import { MessageText } from './message-text.tsx';

function Edited({ at }: { at: string }) {
  return (
    <span className="ml-2 text-time text-muted select-none">
      edited <MessageTime at={at} className="sr-only" />
    </span>
  );
}

interface MessageBodyProps {
  item: TimelineItem;
  own: boolean;
}

/** What was said: one's own in a tinted bubble, others' plain. A deleted one keeps its place. */
export function MessageBody({ item, own }: MessageBodyProps) {
  const { content, file, replyTo, editedAt, deletedAt, answer } = item;
  if (deletedAt !== null)
    return (
      <p className={cn('text-muted italic', own && 'rounded-bubble border px-3 py-1.5')}>Message deleted</p>
    );
  const alone = replyTo === null && (file ? content === '' : isEmojiOnly(content));
  const bare = !own || alone;
  const mark = editedAt && <Edited at={editedAt} />;
  return (
    <div className={cn('min-w-0', !bare && 'rounded-bubble bg-accent-weak px-3 py-1.5')}>
      {replyTo && <MessageQuote quote={replyTo} />}
      {file && <MessageFile item={item} />}
      {answer ? (
        <Markdown text={content} citations={answer.citations} />
      ) : (
        (content !== '' || !file) && <MessageText text={content} mark={mark} />
      )}
    </div>
  );
}
