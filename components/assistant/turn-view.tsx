'use client';
import { useState } from 'react';
import type { TimelineItem } from '#components/realtime/types.ts';
import type { Rating } from '#server/protocol/runs.ts';
import { Answer, type AnswerHandlers } from './answer.tsx';
import { Prompt } from './prompt.tsx';
import { RunningAnswer } from './running-answer.tsx';
import type { Turn } from './turns.ts';

interface TurnViewProps {
  turn: Turn;
  free: boolean;
  ratings: ReadonlyMap<number, Rating['rating']>;
  handlers: AnswerHandlers;
  onChoose: (edition: TimelineItem) => void;
  onEdit: (prompt: TimelineItem, content: string) => void;
  onRetry: (item: TimelineItem) => void;
}

/** A prompt, and the version of its answer that was chosen: the newest, unless the reader chose another. */
export function TurnView({ turn, free, ratings, handlers, onChoose, onEdit, onRetry }: TurnViewProps) {
  const { prompt, editions, answers, runs, lines } = turn;
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = answers.find(({ key }) => key === chosen) ?? answers.at(-1);
  return (
    <section aria-label="Turn" className="flex flex-col gap-3">
      {prompt && (
        <Prompt
          item={prompt}
          editions={editions}
          onChoose={onChoose}
          onEdit={(content) => onEdit(prompt, content)}
          onRetry={() => onRetry(prompt)}
        />
      )}
      {runs.length === 0 && shown?.answer && (
        <Answer
          item={shown}
          answer={shown.answer}
          versions={answers}
          onChoose={({ key }) => setChosen(key === answers.at(-1)?.key ? null : key)}
          rating={(shown.id !== null && ratings.get(shown.id)) || null}
          free={free}
          handlers={handlers}
        />
      )}
      {runs.map((run) => (
        <RunningAnswer key={run.id} run={run} />
      ))}
      {lines.map((line) => (
        <p key={line.key} className="py-2 text-center text-meta text-balance text-muted">
          {line.content}
        </p>
      ))}
    </section>
  );
}
