'use client';
import { Pencil, Reply, X } from 'lucide-react';
import { describe } from '#components/realtime/excerpt.ts';
import { usePerson } from '#components/realtime/hooks.ts';
import type { TimelineItem } from '#components/realtime/types.ts';
import { IconButton } from '#components/ui/icon-button.tsx';

interface ComposerContextProps {
  /** What is answered or edited. */
  item: TimelineItem;
  kind: 'reply' | 'edit';
  own: boolean;
  onCancel: () => void;
}

/** What the composer answers or edits, above its field. */
export function ComposerContext({ item, kind, own, onCancel }: ComposerContextProps) {
  const sender = usePerson(item.senderId);
  const Icon = kind === 'reply' ? Reply : Pencil;
  const who = own ? 'yourself' : (sender?.name ?? '');
  return (
    <div className="flex items-center gap-2.5 border-b py-1 pr-1 pl-3 text-meta">
      <Icon aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {kind === 'reply' ? `Replying to ${who}` : 'Editing your message'}
        </span>
        <span className="block truncate text-muted">
          {describe({ excerpt: item.content, file: item.file })}
        </span>
      </p>
      <IconButton size="small" label="Cancel" shortcut="Esc" onClick={onCancel}>
        <X aria-hidden strokeWidth={1.5} />
      </IconButton>
    </div>
  );
}
