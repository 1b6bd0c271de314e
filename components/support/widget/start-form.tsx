'use client';
import { type FormEvent, useState } from 'react';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { email as emailField } from '#server/protocol/fields.ts';
import { limits } from '#server/protocol/limits.ts';
import { WidgetHeader } from './widget-header.tsx';

/** What a visitor begins a chat with. */
export interface Beginning {
  content: string;
  name: string;
  email: string;
}

interface StartFormProps {
  /** Asks for a name and an email: nobody has said who they are. */
  introduces: boolean;
  /** What they have written before. */
  begun: Beginning | null;
  busy: boolean;
  error: string | null;
  onStart: (beginning: Beginning) => void;
}

const nothing: Beginning = { content: '', name: '', email: '' };

/** Asks a visitor what it is about. */
export function StartForm({ introduces, begun, busy, error, onStart }: StartFormProps) {
  const [written, setWritten] = useState(begun ?? nothing);
  const [checked, setChecked] = useState(false);
  const { content, name, email } = written;
  const change = (part: Partial<Beginning>) => setWritten({ ...written, ...part });

  const wrong = {
    content:
      content.trim() === ''
        ? 'Write what it is about.'
        : content.length > limits.text
          ? `Write at most ${limits.text.toLocaleString('en')} characters.`
          : undefined,
    email:
      email.trim() === '' || emailField.safeParse(email.trim()).success
        ? undefined
        : 'Write an address such as ada@example.com, or none.',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!wrong.content && !wrong.email && !busy) onStart(written);
  };

  return (
    <Page label="Chat" header={<WidgetHeader title="Chat with us" meta="A person answers here" />}>
      <form
        onSubmit={submit}
        noValidate
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain p-4"
      >
        <Field label="Message" error={checked ? wrong.content : undefined}>
          <Textarea
            className="min-h-28 max-h-60"
            value={content}
            onChange={(event) => change({ content: event.target.value })}
          />
        </Field>
        {introduces && (
          <>
            <Field label="Name (optional)">
              <Input
                value={name}
                onChange={(event) => change({ name: event.target.value })}
                maxLength={limits.name}
                autoComplete="name"
              />
            </Field>
            <Field label="Email (optional)" error={checked ? wrong.email : undefined}>
              <Input
                type="email"
                value={email}
                onChange={(event) => change({ email: event.target.value })}
                maxLength={limits.email}
                autoComplete="email"
              />
            </Field>
          </>
        )}
        {error !== null && (
          <p role="alert" className="text-meta text-danger">
            The chat was not started. {error}
          </p>
        )}
        <Button type="submit" look="primary" busy={busy}>
          Start chat
        </Button>
      </form>
    </Page>
  );
}
