'use client';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { TimelineItem } from '#components/realtime/types.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { limits } from '#server/protocol/limits.ts';
import { Flip } from './flip.tsx';

interface PromptProps {
  item: TimelineItem;
  editions: readonly TimelineItem[];
  onChoose: (edition: TimelineItem) => void;
  /** Asks with another text at this place. */
  onEdit: (content: string) => void;
  onRetry: () => void;
}

/** What was asked, in a bubble as one's own messages are. */
export function Prompt({ item, editions, onChoose, onEdit, onRetry }: PromptProps) {
  const [editing, setEditing] = useState(false);
  if (editing)
    return (
      <EditPrompt
        text={item.content}
        onCancel={() => setEditing(false)}
        onSave={(content) => {
          setEditing(false);
          if (content !== item.content) onEdit(content);
        }}
      />
    );
  return (
    <div className="group flex flex-col items-end">
      <p
        dir="auto"
        data-message-status={item.status ?? undefined}
        className="max-w-132 rounded-bubble bg-accent-weak px-3 py-1.5 wrap-anywhere whitespace-pre-wrap"
      >
        {item.deletedAt === null ? item.content : <em className="text-muted">Message deleted</em>}
      </p>
      <div className="flex min-h-7 items-center gap-1">
        {item.status === 'failed' && (
          <span className="text-meta text-danger">
            Not sent. {item.error?.message}.{' '}
            <Button look="ghost" size="small" onClick={onRetry}>
              Try again
            </Button>
          </span>
        )}
        <Flip
          of="question"
          index={editions.indexOf(item)}
          count={editions.length}
          onChange={(index) => {
            const edition = editions[index];
            if (edition) onChoose(edition);
          }}
        />
        {item.id !== null && item.deletedAt === null && (
          <span className="opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
            <IconButton size="small" label="Edit question" onClick={() => setEditing(true)}>
              <Pencil aria-hidden strokeWidth={1.5} />
            </IconButton>
          </span>
        )}
      </div>
    </div>
  );
}

interface EditPromptProps {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

function EditPrompt({ text, onSave, onCancel }: EditPromptProps) {
  const [next, setNext] = useState(text);
  const usable = next.trim() !== '' && next.length <= limits.text;
  return (
    <form
      className="flex flex-col gap-2 rounded-panel border border-control bg-raised p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (usable) onSave(next.trim());
      }}
    >
      <textarea
        // What was pressed said "Edit": the field is where one goes on.
        autoFocus
        aria-label="Question"
        dir="auto"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        className="field-sizing-content max-h-80 min-h-16 resize-none px-1 outline-none typed-text"
      />
      <p className="text-meta text-muted">What followed stays on a branch of its own.</p>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" look="primary" type="submit" disabled={!usable}>
          Ask
        </Button>
      </div>
    </form>
  );
}
