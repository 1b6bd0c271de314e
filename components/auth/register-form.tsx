'use client';
import { useRouter } from 'next/navigation';
import { useActionState, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { callbackPath } from './callback-path.ts';
import { FormError } from './form-error.tsx';
import { register, type RegistrationProblem } from './register.ts';
import { signIn } from './sign-in.ts';
import { useFocusProblem } from './use-focus-problem.ts';

interface Answer extends RegistrationProblem {
  done?: boolean;
}

/** Creates the account and signs in with it. */
async function attempt(form: FormData): Promise<Answer> {
  const wanted = {
    username: String(form.get('username')).trim(),
    email: String(form.get('email')).trim(),
    password: String(form.get('password')),
  };
  const problem = await register(wanted);
  if (problem) return problem;
  if (await signIn(wanted.email, wanted.password)) {
    return { fields: {}, form: 'Your account is there, but signing in failed. Go to the sign-in page.' };
  }
  return { fields: {}, done: true };
}

/** Username, email and password of a new account; goes on to the chats. */
export function RegisterForm() {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [{ fields, ...answer }, submit, busy] = useActionState<Answer, FormData>(
    async (_before, data) => {
      const next = await attempt(data);
      if (next.done) {
        router.replace(callbackPath(undefined, window.location.origin));
        router.refresh();
      }
      return next;
    },
    { fields: {} },
  );
  useFocusProblem(form, fields);

  return (
    // React empties a form after its action; what was typed stays until it was right.
    <form
      ref={form}
      action={submit}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col gap-4"
    >
      {answer.form && <FormError>{answer.form}</FormError>}
      <Field label="Username" hint="Others find you by it." error={fields.username}>
        <Input name="username" autoComplete="nickname" autoCapitalize="none" spellCheck={false} required />
      </Field>
      <Field label="Email" error={fields.email}>
        <Input name="email" type="email" autoComplete="username" inputMode="email" required />
      </Field>
      <Field label="Password" hint="At least 8 characters." error={fields.password}>
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
      <Button type="submit" look="primary" size="large" busy={busy || answer.done === true} className="mt-1">
        Create account
      </Button>
    </form>
  );
}
