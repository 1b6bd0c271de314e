'use client';
import { useAccount, usePerson, useTyping } from '#components/realtime/hooks.ts';
import { useDraft, useUnsent } from '#components/realtime/outgoing-hooks.ts';
import type { ConversationRow } from '#components/realtime/types.ts';
import { previewOf } from './preview.ts';
import { UnsentPreview } from './unsent-preview.tsx';

interface RowPreviewProps {
  row: ConversationRow;
  /** The open one: its draft stands in the composer. */
  current: boolean;
}

/** The second line of a row: who types, what is not sent yet, or the last message. */
export function RowPreview({ row, current }: RowPreviewProps) {
  const account = useAccount();
  const [draft] = useDraft(row.id);
  const unsent = useUnsent(row.id);
  const { who } = useTyping(row.id);
  const typist = usePerson(row.kind === 'direct' ? null : (who[0] ?? null));

  if (who.length > 0)
    return <span className="text-accent">{typist ? `${typist.name} is typing…` : 'Typing…'}</span>;
  if (unsent) return <UnsentPreview entry={unsent} />;
  if (!current && draft.trim() !== '') {
    return (
      <>
        <span className="font-medium text-accent">Draft:</span> {draft}
      </>
    );
  }
  const { sender, text } = previewOf(row, account.id);
  return (
    <>
      {sender && <span className="text-text">{sender}: </span>}
      {text}
    </>
  );
}
