'use client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAccount, useAccountChanged } from '#components/realtime/hooks.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { displayName } from '#server/protocol/fields.ts';
import { limits } from '#server/protocol/limits.ts';
import { accountApi } from './account-api.ts';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { problemText } from '#components/rest/problem-text.ts';

/** The name by which others see the person. */
export function ProfileSettings() {
  const account = useAccount();
  const toast = useToast();
  const accountChanged = useAccountChanged();
  const [name, setName] = useState(account.name);
  const [wrong, setWrong] = useState(false);
  const rename = useMutation({
    mutationFn: accountApi.rename,
    onSuccess(changed) {
      setName(changed.name);
      toast({ text: 'Your name was changed', tone: 'positive' });
      accountChanged(changed);
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = displayName.safeParse(name);
    setWrong(!checked.success);
    if (checked.success) rename.mutate(checked.data);
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="flex items-center gap-4">
        <Avatar id={account.id} name={name.trim() || account.username} size="huge" />
        <p className="min-w-0 text-meta">
          <span className="block truncate font-medium">@{account.username}</span>
          <span className="block truncate text-muted">{account.email}</span>
        </p>
      </div>
      <Field label="Name" error={wrong ? `Enter a name of at most ${limits.name} characters.` : undefined}>
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={limits.name}
          autoComplete="name"
        />
      </Field>
      {rename.error && <FormProblem>{problemText(rename.error)}</FormProblem>}
      <Button type="submit" busy={rename.isPending} className="self-start">
        Save name
      </Button>
    </form>
  );
}
