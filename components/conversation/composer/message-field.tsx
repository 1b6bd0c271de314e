'use client';
import { ArrowUp, Check } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useMediaQuery } from '#components/ui/use-media-query.ts';
import { limits } from '#server/protocol/limits.ts';
import { AttachButton } from './attach-button.tsx';
import type { Completion } from './completion.ts';
import { composerIntent } from './composer-keys.ts';
import { DropHint } from './drop-hint.tsx';
import { TextLimit } from './text-limit.tsx';
import { useFieldHeight } from './use-field-height.ts';
import { useFileDrop } from './use-file-drop.ts';

interface MessageFieldProps {
  /** The field's name and placeholder, as in "Message Grace". */
  label: string;
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  /** There is a reply or an edit, which Esc leaves. */
  onCancel: (() => void) | null;
  /** Up in an empty field. */
  onEditLast: () => void;
  /** Saves rather than sends. */
  editing: boolean;
  /** Why the last text was not taken. */
  error: string | null;
  /** Takes files that are chosen, pasted or dropped; null while none can go. */
  onFiles: ((files: File[]) => void) | null;
  /** There are files to send, so that no text is needed. */
  attached: boolean;
  /** What stands between the field and the button that sends, as another way to fill it. */
  tools?: ReactNode;
  /** What stands above the field: a reply or an edit, and files. */
  children?: ReactNode;
  /** What is offered for what one writes. */
  completion?: Completion | null;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
}

/** Where a message is written: a field as high as its text, up to eight lines, and the button that sends it. */
export function MessageField(props: MessageFieldProps) {
  const { label, text, onChange, onSend, onCancel, onEditLast, editing, error, children, fieldRef } = props;
  const { onFiles, attached, completion, tools } = props;
  const id = useId();
  const touch = useMediaQuery('(hover: none) and (pointer: coarse)');
  const sendable = (text.trim() !== '' || attached) && text.length <= limits.text;
  const dragged = useFileDrop(onFiles);
  useFieldHeight(fieldRef, text);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    completion?.field.onKeyDown(event);
    if (event.defaultPrevented) return;
    const { key, keyCode, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
    const pressed = {
      key,
      keyCode,
      shiftKey,
      ctrlKey,
      metaKey,
      altKey,
      isComposing: nativeEvent.isComposing,
    };
    const intent = composerIntent(pressed, { touch, empty: text === '', cancellable: onCancel !== null });
    if (!intent) return;
    event.preventDefault();
    if (intent === 'cancel') onCancel?.();
    else if (intent === 'edit-last') onEditLast();
    else if (sendable) onSend();
  };

  // Office programs paste a picture of the text beside the text itself.
  const onPaste = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData;
    if (!onFiles || files.length === 0 || types.includes('text/plain')) return;
    event.preventDefault();
    onFiles([...files]);
  };

  return (
    <div className="relative rounded-panel border border-control bg-raised -outline-offset-1 outline-focus has-[textarea:focus-visible]:outline-2">
      {dragged && <DropHint />}
      {completion?.list}
      {children}
      <div className="flex items-end gap-1 p-1">
        <textarea
          ref={fieldRef}
          rows={1}
          dir="auto"
          aria-label={label}
          placeholder={label}
          aria-describedby={`${id}-limit ${id}-error`}
          aria-invalid={text.length > limits.text || error !== null || undefined}
          {...completion?.field}
          enterKeyHint={touch ? 'enter' : 'send'}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="text-control text-text field-sizing-content max-h-49 min-h-9 min-w-0 flex-1 resize-none px-2.5 py-[0.4375rem] outline-none placeholder:text-muted pointer-coarse:min-h-10"
        />
        {/* After the field, so that Shift+Tab leads from it to the messages. */}
        {onFiles && <AttachButton onFiles={onFiles} />}
        {tools}
        <IconButton
          label={editing ? 'Save' : 'Send'}
          shortcut={touch ? '' : 'Enter'}
          aria-disabled={!sendable}
          // The field keeps the focus, and a phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => sendable && onSend()}
          className="bg-accent text-on-accent! hover:bg-accent-hover aria-disabled:bg-transparent aria-disabled:text-muted!"
        >
          {editing ? <Check aria-hidden strokeWidth={1.5} /> : <ArrowUp aria-hidden strokeWidth={1.5} />}
        </IconButton>
      </div>
      <TextLimit id={`${id}-limit`} length={text.length} />
      {error !== null && (
        <p id={`${id}-error`} role="alert" className="px-3 pb-1.5 text-meta text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
