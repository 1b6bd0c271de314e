'use client';
import { useRouter } from 'next/navigation';
import { useActionState, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { callbackPath } from './callback-path.ts';
import { type DemoAccount, DemoAccounts } from './demo-accounts.tsx';
import { FormError } from './form-error.tsx';
import { signIn } from './sign-in.ts';
import { useFocusProblem } from './use-focus-problem.ts';

interface SignInFormProps {
  /** Where to go afterwards; only a path of this origin is followed. */
  callbackUrl?: string | undefined;
  demoAccounts?: readonly DemoAccount[] | undefined;
}

interface Answer {
  email?: string;
  password?: string;
  form?: string | undefined;
  done?: boolean;
}

/** What is missing, or else the answer of the server. */
async function attempt(_before: Answer, form: FormData): Promise<Answer> {
  const email = String(form.get('email')).trim();
  const password = String(form.get('password'));
  if (email === '' || password === '') {
    return {
      ...(email === '' && { email: 'Enter your email address.' }),
      ...(password === '' && { password: 'Enter your password.' }),
    };
  }
  const problem = await signIn(email, password);
  return problem ? { form: problem } : { done: true };
}

/** Email and password; on a demo database also the accounts to try. */
export function SignInForm({ callbackUrl, demoAccounts = [] }: SignInFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [answer, submit, busy] = useActionState(async (before: Answer, data: FormData) => {
    const next = await attempt(before, data);
    if (next.done) {
      router.replace(callbackPath(callbackUrl, window.location.origin));
      router.refresh();
    }
    return next;
  }, {});
  useFocusProblem(form, answer);

  const fill = ({ email, password }: DemoAccount) => {
    for (const [name, value] of Object.entries({ email, password })) {
      const input = form.current?.elements.namedItem(name);
      if (input instanceof HTMLInputElement) input.value = value;
    }
    form.current?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  };

  return (
    <>
      {/* React empties a form after its action; what was typed stays until it was right. */}
      <form
        ref={form}
        action={submit}
        onReset={(event) => event.preventDefault()}
        noValidate
        className="flex flex-col gap-4"
      >
        {answer.form && <FormError>{answer.form}</FormError>}
        <Field label="Email" error={answer.email}>
          <Input name="email" type="email" autoComplete="username" inputMode="email" required />
        </Field>
        <Field label="Password" error={answer.password}>
          <PasswordInput name="password" autoComplete="current-password" required />
        </Field>
        <Button
          type="submit"
          look="primary"
          size="large"
          busy={busy || answer.done === true}
          className="mt-1"
        >
          Sign in
        </Button>
      </form>
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} onPick={fill} />}
    </>
  );
}
