'use client';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { excerptOf } from '#components/realtime/excerpt.ts';
import { useAccount, useMessageActions, useTyping } from '#components/realtime/hooks.ts';
import { useAttachments, useDraft, useSend } from '#components/realtime/outgoing-hooks.ts';
import type { ConversationRow, TimelineItem } from '#components/realtime/types.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Quote } from '#server/protocol/conversation.ts';
import { type UseCompletion, useNoCompletion } from './completion.ts';
import { ComposerContext } from './composer-context.tsx';
import { type ComposerMode, writing } from './composer-mode.ts';
import { MessageField } from './message-field.tsx';
import { takeFiles } from './take-files.ts';
import { Tray } from './tray.tsx';

export interface ComposerHandle {
  focus(): void;
}

interface ComposerProps {
  row: ConversationRow;
  /** What is offered for what one writes; the same hook for as long as the composer stands. */
  useCompletion?: UseCompletion | undefined;
  label: string;
  mode: ComposerMode;
  onModeChange: (mode: ComposerMode) => void;
  onEditLast: () => void;
  ref: Ref<ComposerHandle>;
}

function quoteOf(item: TimelineItem): Quote | null {
  const { id, seq, senderId, file = null } = item;
  if (id === null || seq === null) return null;
  return { id, seq, senderId, excerpt: excerptOf(item), deleted: false, file };
}

/** Blank lines around a text are no part of it. */
const tidy = (text: string) => text.replace(/^(?:\s*\n)+|\s+$/gu, '');

/** Where one writes, answers and edits. The draft stays while something is edited. */
export function Composer(props: ComposerProps) {
  const { row, useCompletion = useNoCompletion, label, mode, onModeChange, onEditLast, ref } = props;
  const conversationId = row.id;
  const { id: ownId } = useAccount();
  const [draft, saveDraft] = useDraft(conversationId);
  const { send } = useSend(conversationId);
  const attachments = useAttachments(conversationId);
  const { edit } = useMessageActions();
  const typing = useTyping(conversationId);
  const toast = useToast();
  const [error, setError] = useState<string | null>(null);
  const fieldRef = useRef<HTMLTextAreaElement>(null);

  const [edited, setEdited] = useState<{ mode: ComposerMode; text: string } | null>(null);
  const begun = edited?.mode === mode ? edited.text : mode.kind === 'edit' ? mode.text : '';
  const text = mode.kind === 'edit' ? begun : draft;

  useImperativeHandle(ref, () => ({ focus: () => fieldRef.current?.focus() }), []);
  useEffect(() => {
    const field = fieldRef.current;
    if (mode.kind === 'write' || !field) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, [mode]);

  const change = (next: string) => {
    setError(null);
    if (mode.kind === 'edit') return setEdited({ mode, text: next });
    saveDraft(next);
    if (next.trim() === '') typing.stop();
    else typing.notify();
  };

  const completion = useCompletion({
    row,
    text: mode.kind === 'edit' ? '' : draft,
    complete: (next) => {
      change(next);
      fieldRef.current?.focus();
    },
  });

  const save = (item: TimelineItem) => {
    const content = tidy(text);
    onModeChange(writing);
    if (item.id === null || content === item.content) return;
    edit(item.id, content).catch((thrown: unknown) =>
      toast({
        tone: 'danger',
        text: `Not changed. ${errorView(thrown).message}`,
        action: { label: 'Edit again', onSelect: () => onModeChange({ kind: 'edit', item, text: content }) },
      }),
    );
  };

  const attach = (chosen: File[]) => {
    setError(null);
    fieldRef.current?.focus();
    void takeFiles(chosen, attachments.sizeLimit).then(({ files, problems }) => {
      if (files.length > 0) attachments.add(files);
      if (problems.length > 0) setError(problems.join('. '));
    });
  };

  const submit = () => {
    if (mode.kind === 'edit') return save(mode.item);
    const refused = send(tidy(text), mode.kind === 'reply' ? quoteOf(mode.to) : null);
    setError(refused);
    if (refused !== null) return;
    saveDraft('');
    onModeChange(writing);
  };

  const about = mode.kind === 'reply' ? mode.to : mode.kind === 'edit' ? mode.item : null;
  const cancel = () => {
    setError(null);
    onModeChange(writing);
    fieldRef.current?.focus();
  };
  return (
    <MessageField
      label={label}
      text={text}
      onChange={change}
      onSend={submit}
      onCancel={about && cancel}
      onEditLast={onEditLast}
      editing={mode.kind === 'edit'}
      onFiles={mode.kind === 'edit' ? null : attach}
      attached={mode.kind !== 'edit' && attachments.files.length > 0}
      error={error}
      completion={completion}
      fieldRef={fieldRef}
    >
      {about && mode.kind !== 'write' && (
        <ComposerContext item={about} kind={mode.kind} own={about.senderId === ownId} onCancel={cancel} />
      )}
      {mode.kind !== 'edit' && <Tray files={attachments.files} onRemove={attachments.remove} />}
    </MessageField>
  );
}
