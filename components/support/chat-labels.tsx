'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { type FormEvent, useId, useState } from 'react';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import { Input } from '#components/ui/input.tsx';
import { limits } from '#server/protocol/limits.ts';
import { deskPath, queue } from './paths.ts';
import { useSupportAction } from './use-support-action.ts';
import { useLabels } from './use-support-queries.ts';

interface ChatLabelsProps {
  conversationId: number;
  labels: readonly string[];
}

/** By which words the chat is sorted; each leads to the other chats that have it. */
export function ChatLabels({ conversationId, labels }: ChatLabelsProps) {
  const support = useSupportCommands();
  const { run } = useSupportAction();
  const known = useLabels().data ?? [];
  const [text, setText] = useState('');
  const listId = useId();

  const add = async (event: FormEvent) => {
    event.preventDefault();
    const label = text.trim();
    if (label !== '' && (await run('Not labelled', () => support.label(conversationId, label, true))))
      setText('');
  };

  return (
    <section aria-label="Labels" className="flex flex-col gap-2">
      <h3 className="text-meta font-semibold">Labels</h3>
      {labels.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li
              key={label}
              className="inline-flex max-w-full items-center gap-1 rounded-control bg-selected pl-2.5 text-meta"
            >
              <Link
                href={deskPath({ ...queue, view: 'all', label }, conversationId)}
                prefetch={false}
                className="min-w-0 truncate py-1 hover:underline"
              >
                {label}
              </Link>
              <button
                type="button"
                aria-label={`Remove ${label}`}
                onClick={() => void run('Not removed', () => support.label(conversationId, label, false))}
                className="touch-target inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:text-text"
              >
                <X aria-hidden strokeWidth={1.5} className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={(event) => void add(event)}>
        <Input
          aria-label="New label"
          placeholder="Add a label"
          value={text}
          onChange={(event) => setText(event.target.value)}
          list={listId}
          maxLength={limits.label}
          autoComplete="off"
        />
        <datalist id={listId}>
          {known
            .filter((label) => !labels.includes(label))
            .map((label) => (
              <option key={label} value={label}>
                {label}
              </option>
            ))}
        </datalist>
      </form>
    </section>
  );
}
