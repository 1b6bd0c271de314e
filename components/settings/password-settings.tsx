'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useAccount } from '#components/realtime/hooks.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { limits } from '#server/protocol/limits.ts';
import { accountApi } from './account-api.ts';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { checkPasswords, type PasswordProblems, refusedPasswords } from './password-problems.ts';
import { sessionsKey } from './sessions-key.ts';

/** Changes the password, which signs the person out everywhere else. */
export function PasswordSettings() {
  const { email } = useAccount();
  const toast = useToast();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<PasswordProblems>({});
  const change = useMutation({
    mutationFn: accountApi.changePassword,
    onSuccess() {
      form.current?.reset();
      toast({ text: 'Your password was changed', tone: 'positive' });
      return queries.invalidateQueries({ queryKey: sessionsKey });
    },
    onError: (thrown) => setProblems(refusedPasswords(thrown)),
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const wanted = { current: String(data.get('current')), next: String(data.get('next')) };
    const wrong = checkPasswords(wanted);
    setProblems(wrong ?? {});
    if (!wrong) change.mutate(wanted);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {/* Tells a password manager whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field label="Current password" error={problems.current}>
        <PasswordInput name="current" autoComplete="current-password" required />
      </Field>
      <Field label="New password" hint={`At least ${limits.password.min} characters.`} error={problems.next}>
        <PasswordInput name="next" autoComplete="new-password" required />
      </Field>
      {problems.form && <FormProblem>{problems.form}</FormProblem>}
      <Button type="submit" busy={change.isPending} className="self-start">
        Change password
      </Button>
    </form>
  );
}
