'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { problemText } from '#components/rest/problem-text.ts';
import { RestError } from '#components/rest/rest-call.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import {
  type CannedResponse,
  type CannedResponseText,
  cannedResponseText,
  cannedVariables,
} from '#server/protocol/canned-responses.ts';
import { limits } from '#server/protocol/limits.ts';
import { cannedApi } from './canned-api.ts';
import { cannedKey } from './use-canned-responses.ts';

interface CannedDialogProps {
  /** Null is a new one. */
  response: CannedResponse | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Writes a canned response. */
export function CannedDialog({ response, open, onOpenChange }: CannedDialogProps) {
  return (
    <Dialog
      title={response ? 'Edit canned response' : 'New canned response'}
      description="Admins bring it into a chat by “/” and its name."
      open={open}
      onOpenChange={onOpenChange}
    >
      <CannedForm response={response} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function CannedForm({ response, onDone }: Pick<CannedDialogProps, 'response'> & { onDone: () => void }) {
  const id = useId();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<CannedResponseText>(response ?? { name: '', content: '' });
  const [checked, setChecked] = useState(false);
  const save = useMutation({
    mutationFn: ({ name, content }: CannedResponseText) =>
      response ? cannedApi.change(response.id, { name, content }) : cannedApi.create({ name, content }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: cannedKey });
      onDone();
    },
  });
  const taken = save.error instanceof RestError && save.error.code === 'response_exists';
  const parsed = cannedResponseText.safeParse(draft);
  const wrong = (key: keyof CannedResponseText) =>
    checked && parsed.error?.issues.some(({ path }) => path[0] === key);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (parsed.success) save.mutate(parsed.data);
  };
  return (
    <form noValidate id={id} onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label="Name"
        hint="Letters, digits and hyphens, as in “refund-policy”."
        error={
          wrong('name')
            ? 'Use letters, digits and single hyphens.'
            : taken
              ? 'Another one has this name. Choose another name.'
              : undefined
        }
      >
        <Input
          value={draft.name}
          maxLength={limits.cannedName}
          autoCapitalize="off"
          spellCheck={false}
          onChange={({ target: { value } }) => {
            save.reset();
            setDraft({ ...draft, name: value });
          }}
        />
      </Field>
      <Field
        label="Text"
        hint={`Filled in when it is used: ${cannedVariables.map((name) => `{{${name}}}`).join(' ')}`}
        error={wrong('content') ? 'Write what is to be said.' : undefined}
      >
        <Textarea
          value={draft.content}
          dir="auto"
          rows={6}
          maxLength={limits.text}
          className="max-h-80 min-h-32"
          onChange={({ target: { value } }) => setDraft({ ...draft, content: value })}
        />
      </Field>
      {save.error && !taken && <FormProblem>{problemText(save.error)}</FormProblem>}
      <Button type="submit" look="primary" busy={save.isPending} className="self-end">
        Save
      </Button>
    </form>
  );
}
