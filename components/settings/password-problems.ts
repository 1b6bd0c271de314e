import { passwordChange } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import { RestError } from '#components/rest/rest-call.ts';
import { problemText } from '#components/rest/problem-text.ts';

/** Texts for the fields of the password form, and for the whole. */
export interface PasswordProblems {
  current?: string;
  next?: string;
  form?: string;
}

const wrongNext = `Use ${limits.password.min} to ${limits.password.max} characters.`;

/** What is wrong before anything is sent; undefined where nothing is. */
export function checkPasswords(change: { current: string; next: string }): PasswordProblems | undefined {
  if (change.current === '') return { current: 'Enter your current password.' };
  if (!passwordChange.safeParse(change).success) return { next: wrongNext };
  if (change.next === change.current) return { next: 'Choose one that differs from the current password.' };
  return undefined;
}

/** What a refusal means for the form. */
export function refusedPasswords(thrown: unknown): PasswordProblems {
  const code = thrown instanceof RestError ? thrown.code : undefined;
  if (code === 'wrong_password') return { current: 'This is not your current password.' };
  if (code === 'validation_failed') return { next: wrongNext };
  return { form: problemText(thrown) };
}
