'use client';
import { SquarePen } from 'lucide-react';
import { createContext, type FormEvent, type ReactNode, use, useCallback, useState } from 'react';
import { errorView } from '#components/realtime/command-error.ts';
import { useSupportCommands } from '#components/realtime/hooks.ts';
import { useGo } from '#components/shell/navigation.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { limits } from '#server/protocol/limits.ts';
import { supportPath } from './paths.ts';

const OpenContext = createContext<(() => void) | null>(null);

/** Opens the dialog for a new support chat. */
export function useNewSupportChat(): () => void {
  const open = use(OpenContext);
  if (!open) throw new Error('This needs the NewSupportChat above it');
  return open;
}

/** Holds the dialog for a new support chat, which anything under it may open. */
export function NewSupportChat({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <OpenContext value={useCallback(() => setOpen(true), [])}>
      {children}
      <Dialog title="New support chat" open={open} onOpenChange={setOpen}>
        <NewChatForm onDone={() => setOpen(false)} />
      </Dialog>
    </OpenContext>
  );
}

/** Asks what it is about, and opens it. */
function NewChatForm({ onDone }: { onDone: () => void }) {
  const support = useSupportCommands();
  const go = useGo();
  const [subject, setSubject] = useState('');
  const [content, setContent] = useState('');
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const wrong = {
    subject: subject.trim() === '' ? 'Say in a few words what it is about.' : undefined,
    content:
      content.trim() === ''
        ? 'Write your first message.'
        : content.length > limits.text
          ? `Write at most ${limits.text.toLocaleString('en')} characters.`
          : undefined,
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (wrong.subject || wrong.content || busy) return;
    setBusy(true);
    setError(null);
    try {
      const id = await support.open(subject.trim(), content.trim());
      onDone();
      go(supportPath(id));
    } catch (thrown) {
      setError(errorView(thrown).message);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4 pt-1">
      <Field label="Subject" error={checked ? wrong.subject : undefined}>
        <Input
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          maxLength={limits.title}
          autoComplete="off"
          autoFocus
        />
      </Field>
      <Field label="First message" error={checked ? wrong.content : undefined}>
        <Textarea className="max-h-60" value={content} onChange={(event) => setContent(event.target.value)} />
      </Field>
      {error !== null && (
        <p role="alert" className="text-meta text-danger">
          The chat was not started. {error}.
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={busy}>
          Start chat
        </Button>
      </div>
    </form>
  );
}

/** The button of the list's header. */
export function NewSupportChatButton() {
  return (
    <IconButton label="New support chat" onClick={useNewSupportChat()}>
      <SquarePen aria-hidden strokeWidth={1.5} />
    </IconButton>
  );
}
