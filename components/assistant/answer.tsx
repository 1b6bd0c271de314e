'use client';
import { Copy, RotateCcw, ThumbsUp } from 'lucide-react';
import { Markdown } from '#components/markdown/markdown.tsx';
import type { TimelineItem } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Answer as AnswerParts } from '#server/protocol/conversation.ts';
import type { Rating } from '#server/protocol/runs.ts';
import { BadAnswer } from './bad-answer.tsx';
import { Flip } from './flip.tsx';
import { Sources } from '#components/markdown/sources.tsx';
import { SpeakButton } from './speech/speak-button.tsx';

const endings: Record<AnswerParts['status'], string | null> = {
  COMPLETED: null,
  STOPPED: 'You stopped this answer.',
  FAILED: 'This answer could not be finished.',
  INTERRUPTED: 'The server stopped while this was being written.',
};

/** Who gave the answer: the model where there was one. */
const whoAnswered = ({ provider, model }: AnswerParts) =>
  provider === 'knowledge' ? 'Help articles' : (model ?? provider);

/** What can be done with an answer. */
export interface AnswerHandlers {
  copy(item: TimelineItem): void;
  regenerate(promptId: number): void;
  continueAnswer(messageId: number): void;
  rate(messageId: number, rating: Rating['rating'] | null, reason?: string | null): void;
}

interface AnswerProps {
  item: TimelineItem;
  answer: AnswerParts;
  versions: readonly TimelineItem[];
  onChoose: (version: TimelineItem) => void;
  rating: Rating['rating'] | null;
  /** Nothing is being answered: it can be asked again. */
  free: boolean;
  handlers: AnswerHandlers;
}

/** An answer, as a document on the whole column. */
export function Answer(props: AnswerProps) {
  const { item, answer, versions, onChoose, rating, free, handlers } = props;
  const ending = endings[answer.status];
  const { id } = item;
  return (
    <article aria-label="Answer" data-message-id={item.id ?? undefined} data-answer-status={answer.status}>
      <Markdown text={item.content} citations={answer.citations} />
      <Sources citations={answer.citations} />
      {ending && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-meta text-muted">
          {ending}
          {id !== null && free && item.content !== '' && (
            <Button look="ghost" size="small" onClick={() => handlers.continueAnswer(id)}>
              Continue
            </Button>
          )}
        </p>
      )}
      <footer className="mt-1 -ml-1.5 flex min-h-8 flex-wrap items-center text-time text-muted">
        <IconButton size="small" label="Copy answer" onClick={() => handlers.copy(item)}>
          <Copy aria-hidden strokeWidth={1.5} />
        </IconButton>
        {id !== null && <SpeakButton messageId={id} audioUrl={answer.audioUrl} />}
        <IconButton
          size="small"
          label="Answer again"
          disabled={!free}
          onClick={() => handlers.regenerate(answer.promptId)}
        >
          <RotateCcw aria-hidden strokeWidth={1.5} />
        </IconButton>
        {id !== null && (
          <>
            <IconButton
              size="small"
              label="Good answer"
              aria-pressed={rating === 'up'}
              onClick={() => handlers.rate(id, rating === 'up' ? null : 'up')}
            >
              <ThumbsUp aria-hidden strokeWidth={1.5} />
            </IconButton>
            <BadAnswer
              pressed={rating === 'down'}
              onRate={(reason) => handlers.rate(id, 'down', reason)}
              onTakeBack={() => handlers.rate(id, null)}
            />
          </>
        )}
        <Flip
          of="answer"
          index={versions.indexOf(item)}
          count={versions.length}
          onChange={(index) => {
            const version = versions[index];
            if (version) onChoose(version);
          }}
        />
        {answer.provider && <span className="ml-2">{whoAnswered(answer)}</span>}
      </footer>
    </article>
  );
}
